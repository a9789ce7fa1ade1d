import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { lintActions } from './actions';
import { lintEntity } from './entity';
import { lintForm } from './form';
import type { LintContext, ScaffolderOffer } from './LintContext';
import { lintRecord } from './record';
import { lintReferences } from './references';
import type { TemplateFinding } from './rules';
import { lintSources } from './sources';
import { readSources, type TemplateSource } from './TemplateSource';
import { isObject } from './visit';

/**
 * Everything that is wrong with the templates of one file and the files beside it that they render.
 * The files of findings are relative to `base`.
 *
 * @public
 */
export async function lintTemplate(
  file: string,
  offer: ScaffolderOffer = {},
  base: string = process.cwd(),
): Promise<TemplateFinding[]> {
  const named = relative(base, resolve(file));
  const { sources, problems } = readSources(
    named,
    await readFile(file, 'utf8'),
  );
  const findings: TemplateFinding[] = problems.map(problem => ({
    rule: 'not-yaml',
    file: named,
    ...problem,
  }));
  for (const source of sources) {
    if (!isObject(source.value) || source.value.kind !== 'Template') continue;
    findings.push(
      ...(await lintSource(source, source.value, dirname(file), base, offer)),
    );
  }
  return distinct(findings);
}

async function lintSource(
  source: TemplateSource,
  template: Record<string, unknown>,
  folder: string,
  base: string,
  offer: ScaffolderOffer,
): Promise<TemplateFinding[]> {
  const findings: TemplateFinding[] = [];
  const context: LintContext = {
    source,
    template,
    folder: resolve(folder),
    offer,
    report: (rule, path, message) =>
      findings.push({
        rule,
        file: source.file,
        line: source.lineOf(path),
        message,
      }),
    reportIn: finding =>
      findings.push({
        ...finding,
        file: relative(base, resolve(folder, finding.file)),
      }),
  };
  await lintEntity(context);
  lintForm(context);
  lintActions(context);
  lintReferences(context);
  lintSources(context);
  lintRecord(context);
  return findings;
}

/** Several steps may render one file; what is wrong with it is told once. */
function distinct(findings: readonly TemplateFinding[]): TemplateFinding[] {
  const known = new Map(
    findings.map(finding => [
      `${finding.file}:${finding.line}:${finding.rule}:${finding.message}`,
      finding,
    ]),
  );
  return [...known.values()].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line,
  );
}

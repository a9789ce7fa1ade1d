import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintTemplate } from '../../lint/lintTemplate';
import type { ScaffolderOffer } from '../../lint/LintContext';
import type { Cell } from './Cell';
import { copyCell, renderCells } from './renderCells';
import type { TemplateBackend } from './TemplateBackend';
import {
  found,
  type CheckFinding,
  type CheckRun,
  type Validator,
} from './Validator';

export interface CheckOptions {
  backend: TemplateBackend;
  files: readonly string[];
  offer: ScaffolderOffer;
  validators: readonly Validator[];
  quick: boolean;
  /** Folders that are handed on as they are, by name. */
  copies: Readonly<Record<string, string>>;
  /** Keeps the cells here instead of in a folder that is removed. */
  keep?: string;
  base: string;
  print(line: string): void;
}

export interface CheckResult {
  cells: number;
  validators: number;
  findings: number;
}

/** Lints the templates, renders every cell and puts every validator on every cell. */
export async function runCheck(options: CheckOptions): Promise<CheckResult> {
  const { print, quick } = options;
  const into =
    options.keep ?? (await mkdtemp(join(tmpdir(), 'heal7-templates-')));
  try {
    const lint = await lintAll(options);
    const { cells, failures } = await renderCells({ ...options, into });
    for (const [name, source] of Object.entries(options.copies)) {
      cells.push(await copyCell(name, source, into));
    }
    printCells(cells, print);
    const findings: CheckFinding[] = [
      ...lint,
      ...failures.map(failure => ({
        validator: 'dry-run',
        file: '',
        ...failure,
      })),
    ];
    const skipped: string[] = [];
    const outcomes = new Map<string, readonly CheckFinding[]>();
    for (const validator of cells.length > 0 ? options.validators : []) {
      const reason = await whyNot(validator, quick);
      if (reason && isRequired(validator, quick)) {
        findings.push(missed(validator, cells[0], reason));
        continue;
      }
      if (reason) {
        skipped.push(`${validator.name}: ${reason}`);
        continue;
      }
      const outcome = await runValidator(validator, options, {
        cells,
        quick,
        outcomes,
        skip: why => skipped.push(`${validator.name}: ${why}`),
      });
      outcomes.set(validator.name, outcome);
      findings.push(...outcome);
    }
    printFindings(findings, print);
    for (const line of skipped) print(`skipped ${line}`);
    return {
      cells: cells.length,
      validators: 1 + outcomes.size,
      findings: findings.length,
    };
  } finally {
    if (!options.keep) await rm(into, { recursive: true, force: true });
  }
}

function printCells(
  cells: readonly Cell[],
  print: CheckOptions['print'],
): void {
  for (const [template, count] of countBy(cells)) {
    print(`${template}: ${count} cells`);
  }
}

function missed(
  { name, requiredBy }: Validator,
  cell: Cell,
  reason: string,
): CheckFinding {
  const message = `${requiredBy}=1 asks for it, but ${reason}`;
  return { validator: name, ...found(cell, '', message) };
}

/** Why a validator cannot judge here; `undefined`: it can. */
async function whyNot(
  validator: Validator,
  quick: boolean,
): Promise<string | undefined> {
  if (quick && validator.slow) return 'not in the quick form';
  return validator.unavailable?.();
}

function isRequired({ requiredBy, slow }: Validator, quick: boolean): boolean {
  if (quick && slow) return false;
  return requiredBy !== undefined && process.env[requiredBy] === '1';
}

async function lintAll({
  files,
  offer,
  base,
}: CheckOptions): Promise<CheckFinding[]> {
  const findings: CheckFinding[] = [];
  for (const file of files) {
    for (const finding of await lintTemplate(file, offer, base)) {
      findings.push({
        validator: `lint ${finding.rule}`,
        template: '',
        cell: 0,
        file: finding.file,
        line: finding.line,
        message: finding.message,
      });
    }
  }
  return findings;
}

async function runValidator(
  validator: Validator,
  { print }: CheckOptions,
  run: Omit<CheckRun, 'note'>,
): Promise<CheckFinding[]> {
  const began = performance.now();
  const notes: string[] = [];
  const findings = await validator
    .check({ ...run, note: line => notes.push(line) })
    // What cannot judge has not passed.
    .catch(error => [found(run.cells[0], '', `Could not judge: ${error}`)])
    .then(all => all.map(one => ({ validator: validator.name, ...one })));
  const distinct = distinctFindings(findings);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  print(
    `${distinct.length === 0 ? '✓' : '✗'} ${
      validator.name
    } ${seconds} s, findings ${distinct.length}`,
  );
  for (const note of notes) print(`  ${note}`);
  return distinct;
}

/** The same thing in several cells of one template is one finding. */
function distinctFindings(findings: readonly CheckFinding[]): CheckFinding[] {
  const known = new Map<string, CheckFinding>();
  for (const finding of findings) {
    // Numbers a tool makes up for what it cannot know differ from cell to cell.
    const message = finding.message.replace(
      /[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}/g,
      '',
    );
    const key = [finding.template, finding.line, message].join('\n');
    if (!known.has(key)) known.set(key, finding);
  }
  return [...known.values()];
}

function printFindings(
  findings: readonly CheckFinding[],
  print: (line: string) => void,
): void {
  for (const { validator, template, cell, file, line, message } of findings) {
    const place = [template, cell > 0 ? `cell ${cell}` : '', file]
      .filter(Boolean)
      .join(' ');
    print(`${place}${line ? `:${line}` : ''}: ${message} [${validator}]`);
  }
}

function countBy(cells: readonly Cell[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { template } of cells) {
    counts.set(template, (counts.get(template) ?? 0) + 1);
  }
  return counts;
}

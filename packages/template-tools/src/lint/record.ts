import { existsSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { hasExpression } from './expressions';
import type { LintContext } from './LintContext';
import { stepsOf, type TemplateStep } from './steps';
import { isObject, textOf } from './visit';

const versionAnnotation = 'heal7.io/template-version';
const recordAction = 'heal7:template:record';
const recordFile = '.heal7/template.json';

/** Judges whether template updates will find what is made, know its version, and tell what a team has changed. */
export function lintRecord(context: LintContext): void {
  const steps = stepsOf(context);
  const records = steps.filter(({ action }) => action === recordAction);
  const version = versionOf(context);
  if (version === undefined) {
    for (const { path } of records) {
      context.report(
        'template-record',
        [...path, 'action'],
        `The template has no annotation ${versionAnnotation}, so nothing it makes is ever behind.`,
      );
    }
    return;
  }
  if (
    records.length === 0 &&
    !steps.some(step => fetchesRecord(context, step))
  ) {
    context.report(
      'template-record',
      ['metadata', 'annotations', versionAnnotation],
      `The template has a version but writes no ${recordFile}: what it makes gets no updates.`,
    );
  }
  if (records.length === 1 && records[0].value.if !== undefined) {
    context.report(
      'template-record',
      [...records[0].path, 'if'],
      `Where this is not so there is no ${recordFile}, and no update.`,
    );
  }
  for (const record of records) lintStep(context, record, version, steps);
}

function lintStep(
  context: LintContext,
  record: TemplateStep,
  version: string,
  steps: readonly TemplateStep[],
): void {
  const recorded = inputOf(record, 'version');
  if (recorded && !hasExpression(recorded) && recorded !== version) {
    context.report(
      'template-record',
      [...record.path, 'input', 'version'],
      `The template is version ${version}, not ${recorded}.`,
    );
  }
  const covered =
    inputOf(record, 'sourcePath') ?? inputOf(record, 'targetPath') ?? '.';
  for (const step of steps.slice(steps.indexOf(record) + 1)) {
    if (!step.action?.startsWith('fetch:')) continue;
    if (isBelow(inputOf(step, 'targetPath') ?? '.', covered)) {
      context.report(
        'template-record',
        [...step.path, 'action'],
        `What this writes is not in ${recordFile}, which step "${record.id}" has written before.`,
      );
    }
  }
}

function versionOf({ template }: LintContext): string | undefined {
  const { metadata } = template;
  const annotations = isObject(metadata) ? metadata.annotations : undefined;
  return isObject(annotations)
    ? textOf(annotations[versionAnnotation])
    : undefined;
}

/** A template may also have the record among its files. */
function fetchesRecord(context: LintContext, step: TemplateStep): boolean {
  const url = inputOf(step, 'url');
  if (!step.action?.startsWith('fetch:') || !url) return false;
  // What lies elsewhere may have one.
  if (!url.startsWith('.')) return true;
  const source = resolve(context.folder, url);
  return ['', '.njk'].some(extension =>
    existsSync(resolve(source, recordFile + extension)),
  );
}

function inputOf({ input }: TemplateStep, name: string): string | undefined {
  return isObject(input) ? textOf(input[name]) : undefined;
}

function isBelow(path: string, folder: string): boolean {
  const [inner, outer] = [path, folder].map(each =>
    posix.join(each, '/').replace(/^\.\//, ''),
  );
  return inner.startsWith(outer);
}

import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import glob from 'fast-glob';
import { expressionUse, hasExpression, parseProblem } from './expressions';
import type { LintContext } from './LintContext';
import { lintCapabilities } from './references';
import { stepsOf, type TemplateStep } from './steps';
import { isObject, listOf, textOf } from './visit';

/** Judges where the steps fetch from, and the files beside the template that they render. */
export function lintSources(context: LintContext): void {
  for (const step of stepsOf(context)) {
    if (!step.action?.startsWith('fetch:') || !isObject(step.input)) continue;
    const url = textOf(step.input.url);
    if (url === undefined) continue;
    const place = [...step.path, 'input', 'url'];
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url) || hasExpression(url)) {
      if (!isPinned(url)) {
        context.report(
          'unpinned-fetch',
          place,
          `${url} moves: name a commit (40 hex digits) or a full version.`,
        );
      }
      continue;
    }
    const source = resolve(context.folder, url);
    if (!existsSync(source)) {
      context.report('missing-source', place, `There is no ${url} here.`);
      continue;
    }
    if (step.action.startsWith('fetch:template')) {
      lintRendered(context, step, source);
    }
  }
}

/** A commit or a full version somewhere in the path, and nothing that is only known when it runs. */
export function isPinned(url: string): boolean {
  return (
    !hasExpression(url) &&
    /[/=@](?:[0-9a-f]{40}|v?\d+\.\d+\.\d+[\w.-]*)(?:[/?#&]|$)/.test(url)
  );
}

interface RenderSettings {
  /** Names the expressions may use below `values`; nothing when any may come. */
  values: ReadonlySet<string> | undefined;
  extension: string | undefined;
  copied: ReadonlySet<string>;
  /** `values`, or `cookiecutter`. */
  root: string;
}

function lintRendered(
  context: LintContext,
  step: TemplateStep,
  source: string,
): void {
  const settings = settingsOf(step, source);
  if (statSync(source).isFile()) {
    lintFile(context, source, settings);
    return;
  }
  for (const path of glob.sync('**/*', { cwd: source, dot: true }).sort()) {
    const file = join(source, path);
    lintText(context, file, path, settings);
    const renders = settings.extension
      ? extname(path) === settings.extension
      : !settings.copied.has(path);
    if (renders) lintFile(context, file, settings);
  }
}

function settingsOf(step: TemplateStep, source: string): RenderSettings {
  const input = isObject(step.input) ? step.input : {};
  const extension = input.templateFileExtension;
  const patterns = listOf(input.copyWithoutTemplating).map(String);
  return {
    values: isObject(input.values)
      ? new Set(Object.keys(input.values))
      : undefined,
    extension: extension === true ? '.njk' : dotted(textOf(extension)),
    copied: new Set(
      patterns.length ? glob.sync(patterns, { cwd: source, dot: true }) : [],
    ),
    root: input.cookiecutterCompat === true ? 'cookiecutter' : 'values',
  };
}

function dotted(extension: string | undefined): string | undefined {
  if (!extension) return undefined;
  return extension.startsWith('.') ? extension : `.${extension}`;
}

function lintFile(
  context: LintContext,
  file: string,
  settings: RenderSettings,
): void {
  const content = readFileSync(file);
  // The Scaffolder copies binary files as they are.
  if (content.includes(0)) return;
  lintText(context, file, content.toString('utf8'), settings);
}

function lintText(
  context: LintContext,
  path: string,
  text: string,
  { values, root }: RenderSettings,
): void {
  if (!hasExpression(text)) return;
  const file = relative(context.folder, path);
  const problem = parseProblem(text);
  if (problem) {
    context.reportIn({
      rule: 'expression',
      file,
      line: problem.line,
      message: `The file does not parse: ${problem.message}.`,
    });
    return;
  }
  const use = expressionUse(text);
  lintCapabilities(context, use, (rule, line, message) =>
    context.reportIn({ rule, file, line, message }),
  );
  for (const { path: name, line, optional } of use.references) {
    const known =
      name[0] === root
        ? optional || !values || !name[1] || values.has(name[1])
        : context.offer.globals?.includes(name[0]);
    if (known) continue;
    context.reportIn({
      rule: 'undeclared-name',
      file,
      line,
      message:
        name[0] === root
          ? `The step that renders this gives no value "${name[1]}"; it would be empty.`
          : `Nothing is called "${name.join(
              '.',
            )}" here, so it would be empty; a file with expressions of its own must not be rendered.`,
    });
  }
}

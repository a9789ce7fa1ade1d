import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../config/GatesConfig';
import { errorCode } from '../errorCode';
import type { Judgement } from './Judgement';
import type { Output } from './Output';
import { renderJunit } from './renderJunit';
import { renderMarkdown } from './renderMarkdown';
import { renderText } from './renderText';

/** Flags for machine-readable results; with a file they are written beside the table, without one instead of it. */
export interface OutputOptions {
  json?: string | boolean;
  markdown?: string | boolean;
  junit?: string | boolean;
}

const formats: [
  name: keyof OutputOptions,
  render: (judgement: Judgement) => string,
][] = [
  ['json', ({ json }) => `${JSON.stringify(json, null, 2)}\n`],
  ['markdown', renderMarkdown],
  ['junit', renderJunit],
];

/** Two formats on one stream would be neither. Asked before any work is done. */
export function checkOutputOptions(options: OutputOptions): void {
  const bare = formats.filter(([name]) => isForStdout(options[name]));
  if (bare.length > 1) {
    throw new UsageError(
      `Only one of ${bare
        .map(([name]) => `--${name}`)
        .join(', ')} can be without a file.`,
    );
  }
}

/** Shows the table and writes what the flags ask for. */
export function writeJudgement(
  judgement: Judgement,
  options: OutputOptions,
  directory: string,
  output: Output,
): void {
  const bare = formats.find(([name]) => isForStdout(options[name]));
  output.line(bare ? bare[1](judgement).trimEnd() : renderText(judgement));
  for (const [name, render] of formats) {
    const file = options[name];
    if (typeof file === 'string' && !isForStdout(file)) {
      writeOutputFile(directory, file, render(judgement));
    }
  }
}

/** Writes a file and the folders it needs. */
export function writeOutputFile(
  directory: string,
  file: string,
  text: string,
): void {
  const path = resolve(directory, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written (${errorCode(error) ?? 'unknown reason'}).`,
    );
  }
}

function isForStdout(value: string | boolean | undefined): boolean {
  return value === true || value === '-';
}

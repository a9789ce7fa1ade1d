import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, reports, root } from './repository.mjs';

/** Generated services are judged by their own gate; declarations have no branches. */
const judged = ['*.ts', '*.tsx', '*.mjs', '*.cjs', '*.js'];
const aside = /^templates\/|\.d\.ts$|\/seed\/files\//;
const report = join(reports, 'complexity-eslint.json');

/**
 * The cyclomatic complexity of every function, as ESLint's own report: with the limit 0 the rule speaks of all of them.
 * Returns those above the limit of the gate.
 */
export function measureComplexity() {
  const results = runEslint();
  const unread = results.flatMap(({ filePath, messages }) =>
    messages
      .filter(it => it.fatal)
      .map(it => `${filePath}:${it.line}: ${it.message}`),
  );
  if (unread.length > 0) {
    throw new Error(`ESLint could not read:\n${unread.join('\n')}`);
  }
  // Without the sources and what is in order, of which ESLint writes much.
  const rows = results.map(
    ({ filePath, messages, errorCount, warningCount }) => ({
      filePath: filePath.slice(root.length + 1),
      messages,
      errorCount,
      warningCount,
    }),
  );
  writeFileSync(report, JSON.stringify(rows));
  return rows.flatMap(({ filePath, messages }) =>
    messages
      .map(({ line, message }) => ({
        place: `${filePath}:${line}`,
        value: Number(/complexity of (\d+)/.exec(message)?.[1]),
      }))
      .filter(({ value }) => value > 10),
  );
}

function runEslint() {
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/eslint/bin/eslint.js'),
      ...['--no-eslintrc', '--no-inline-config', '--no-ignore'],
      ...['--config', 'script/lib/gate/complexity.eslintrc.json'],
      ...['--format', 'json', '--output-file', report],
      ...filesOf(...judged).filter(file => !aside.test(file)),
    ],
    { cwd: root, encoding: 'utf8' },
  );
  // 1 = it found errors, which the report tells better.
  if (status !== 0 && status !== 1) throw new Error(`ESLint: ${stderr}`);
  return JSON.parse(readFileSync(report, 'utf8'));
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { kindOf, reports, root, workspaceOf } from './repository.mjs';

/** Helpers of tests are executed by definition and would only flatter the number. */
const aside = /\.test\.|\/__testUtils__\/|\/testing(\/|\.tsx?$)|\/setupTests\./;
const metrics = ['lines', 'statements', 'functions', 'branches'];

/**
 * Divides the one coverage report of all tests into that of the browser's packages and that of all others, because the
 * gate asks different numbers of them.
 */
export function splitCoverage() {
  const { total: _, ...files } = JSON.parse(
    readFileSync(join(reports, 'coverage/coverage-summary.json'), 'utf8'),
  );
  for (const [kind, summary] of Object.entries(splitByKind(files))) {
    mkdirSync(join(reports, kind), { recursive: true });
    writeFileSync(
      join(reports, kind, 'coverage-summary.json'),
      JSON.stringify(summary),
    );
  }
}

function splitByKind(files) {
  const kinds = {};
  const known = {};
  for (const [path, counts] of Object.entries(files)) {
    const file = relative(root, path);
    const workspace = workspaceOf(file);
    if (!workspace || aside.test(file)) continue;
    known[workspace] ??= kindOf(workspace);
    (kinds[known[workspace]] ??= {})[file] = counts;
  }
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, own]) => [
      kind,
      { total: totalOf(Object.values(own)), ...own },
    ]),
  );
}

const totalOf = files =>
  Object.fromEntries(
    metrics.map(metric => {
      const sum = name =>
        files.reduce((value, counts) => value + counts[metric][name], 0);
      const [total, covered, skipped] = ['total', 'covered', 'skipped'].map(
        sum,
      );
      // As Istanbul itself does: cut, not rounded, to two decimals.
      const pct =
        total === 0 ? 100 : Math.floor((10_000 * covered) / total) / 100;
      return [metric, { total, covered, skipped, pct }];
    }),
  );

import { relative, resolve, sep } from 'node:path';
import glob from 'fast-glob';

/** Where the tools of the HEAL7 templates and their common relatives leave their reports. */
export const defaultPatterns = [
  'reports/**/*.{xml,json,info,lcov,sarif,csv,ndjson,jsonl}',
  'reports/**/{report-task,*lizard*,*complexity*}.txt',
  'coverage/**/{lcov.info,cobertura-coverage.xml,coverage-summary.json,coverage-final.json,.resultset.json}',
  'coverage.xml',
  'junit.xml',
  'test-results/**/*.xml',
  'trivy*.json',
  '.lighthouseci/{manifest,assertion-results,lhr-*}.json',
  '.scannerwork/report-task.txt',
  '.github/dependabot.{yml,yaml}',
  '{.,.github,.gitlab}/renovate.{json,json5}',
  '.renovaterc{,.json,.json5}',
];

/** A report on disk and the name it is shown by. */
export interface FoundReport {
  path: string;
  file: string;
}

/** Files that match the patterns, each once, sorted, so that output does not depend on the file system. */
export async function findReports(
  patterns: readonly string[],
  directory: string,
): Promise<FoundReport[]> {
  const found = await glob(
    patterns.map(pattern => pattern.split(sep).join('/')),
    {
      cwd: directory,
      absolute: true,
      dot: true,
      onlyFiles: true,
      followSymbolicLinks: false,
      ignore: ['**/node_modules/**', '**/.git/**'],
    },
  );
  return [...new Set(found.map(path => resolve(path)))]
    .sort()
    .map(path => ({ path, file: relative(directory, path) }));
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { reports, root, tool } from './repository.mjs';

/**
 * Copied code, by jscpd with its own defaults of what a copy is (5 lines and 50 tokens). Tests, their helpers and example
 * files may repeat themselves; everything else of the product counts.
 */
export function measureDuplication() {
  execFileSync(
    process.execPath,
    [
      tool('jscpd'),
      ...['packages', 'plugins', 'script', 'e2e'],
      ...['--min-lines', '5', '--min-tokens', '50', '--max-lines', '5000'],
      ...['--format', 'typescript,tsx,javascript,jsx,css'],
      ...['--ignore', ignored.join(',')],
      '--gitignore',
      '--silent',
      ...['--reporters', 'json', '--output', reports],
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return join(reports, 'jscpd-report.json');
}

const ignored = [
  '**/node_modules/**',
  '**/dist/**',
  '**/dist-types/**',
  '**/*.test.ts',
  '**/*.test.tsx',
  '**/__testUtils__/**',
  '**/__fixtures__/**',
  '**/seed/files/**',
];

import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditReport } from './audit-report.mjs';
import { reports, root } from './repository.mjs';

/**
 * Known vulnerabilities of what the portal ships, asked of the package registry (`yarn npm audit`). Registries without
 * that end point exist: then there is no report, and the reason is returned.
 */
export function auditDependencies() {
  const file = join(reports, 'npm-audit.json');
  rmSync(file, { force: true });
  const { status, stdout, error } = spawnSync(
    'yarn',
    [
      ...['npm', 'audit', '--all', '--recursive', '--json'],
      ...['--environment', 'production', '--no-deprecations'],
    ],
    {
      cwd: root,
      encoding: 'utf8',
      timeout: 120_000,
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (error) return error.message;
  const { report, problem } = auditReport(stdout, status);
  if (report) writeFileSync(file, JSON.stringify(report, null, 2));
  return problem;
}

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf, reports, root, tool } from './repository.mjs';

/**
 * Secrets and misconfigurations of grade high and critical, by Trivy with the rules it brings along (nothing is loaded).
 * The report is of the scope `configuration` (see the heal7-gates.yaml files): Trivy also writes "0 vulnerabilities" there
 * without having looked for any, and that must not pass for an answer.
 */
export function scanConfiguration() {
  const copy = mkdtempSync(join(tmpdir(), 'heal7-gate-'));
  try {
    // What Git holds, and nothing that a build or a test left here.
    for (const file of filesOf('.')) cpSync(join(root, file), join(copy, file));
    execFileSync(
      tool('trivy'),
      [
        ...['fs', '--quiet', '--scanners', 'secret,config'],
        ...['--skip-policy-update', '--severity', 'HIGH,CRITICAL'],
        ...['--format', 'sarif'],
        ...['--output', join(reports, 'trivy-configuration.sarif'), '.'],
      ],
      { cwd: copy, stdio: ['ignore', 'inherit', 'inherit'] },
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

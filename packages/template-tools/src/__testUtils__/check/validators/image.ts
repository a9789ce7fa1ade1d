import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Cell } from '../Cell';
import { findProgram, runCommand } from '../command';
import { found, type CheckFinding, type Validator } from '../Validator';

const MINUTES = 60_000;

/** One image of each template is really built, where buildah and the base images are. */
export const imageValidator: Validator = {
  name: 'image-build',
  slow: true,
  async unavailable() {
    if (!(await findProgram('buildah'))) return 'buildah is not installed';
    const base = process.env.HEAL7_BASE_IMAGES;
    return base
      ? undefined
      : 'the base images cannot be fetched here; HEAL7_BASE_IMAGES=reachable says they can';
  },
  async check({ cells }) {
    const findings: Omit<CheckFinding, 'validator'>[] = [];
    const done = new Set<string>();
    for (const cell of cells) {
      const file = cell.files.find(
        ({ path }) => basename(path) === 'Dockerfile',
      );
      if (!file || done.has(cell.template)) continue;
      done.add(cell.template);
      const problem = await build(cell, dirname(file.path));
      if (problem) findings.push(found(cell, file.path, problem));
    }
    return findings;
  },
};

async function build(cell: Cell, service: string): Promise<string | undefined> {
  const tag = `heal7-check-${randomUUID()}`;
  const folder = join(cell.folder, service);
  try {
    const result = await runCommand(
      'buildah',
      ['build', '--isolation', 'chroot', '--tag', tag, folder],
      { timeoutMs: 15 * MINUTES },
    );
    return result.code === 0 ? undefined : result.output.trim().slice(-900);
  } finally {
    await runCommand('buildah', ['rmi', '--force', tag]);
  }
}

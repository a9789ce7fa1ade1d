import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathIfThere } from '../tools';

const PREFIX = 'heal7-image-run-';

/** A temporary folder of this run; those of runs that were killed are removed. */
export async function runFolder(): Promise<string> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const [pid] = name.slice(PREFIX.length).split('-');
    if (!(await pathIfThere(`/proc/${pid}`))) {
      await rm(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
  return mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

import { createHash } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathIfThere } from '../tools';
import { runFolder } from './runFolder';

/** A folder that is made once from what it is made of, complete or not there at all. */
export async function cachedFolder(
  name: string,
  content: unknown,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const key = createHash('sha256')
    .update(JSON.stringify(content))
    .digest('hex')
    .slice(0, 16);
  const target = join(tmpdir(), `heal7-${name}-${key}`);
  if (await pathIfThere(target)) return target;
  // Another process may make the same: each has a folder of its own, and the rename decides.
  const part = await runFolder();
  try {
    await make(part);
    await rename(part, target).catch(async error => {
      if (!(await pathIfThere(target))) throw error;
    });
    return target;
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

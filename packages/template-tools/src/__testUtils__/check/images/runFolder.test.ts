import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathIfThere } from '../tools';
import { runFolder } from './runFolder';

describe('runFolder', () => {
  it('removes what a killed run has left, and nothing of one that runs', async () => {
    // More than the kernel ever counts to.
    const left = join(tmpdir(), 'heal7-image-run-4194305-left');
    await mkdir(left, { recursive: true });
    await writeFile(join(left, 'file'), '');
    const mine = await runFolder();
    const other = await runFolder();
    try {
      expect(await pathIfThere(left)).toBeUndefined();
      expect(await pathIfThere(mine)).toBe(mine);
      expect(other).not.toBe(mine);
    } finally {
      await rm(mine, { recursive: true });
      await rm(other, { recursive: true });
    }
  });
});

import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cachedFolder } from './cachedFolder';

describe('cachedFolder', () => {
  const name = `cached-${randomUUID()}`;
  const mine = async () =>
    (await readdir(tmpdir())).filter(each => each.includes(name));

  afterEach(async () => {
    for (const each of await mine()) {
      await rm(join(tmpdir(), each), { recursive: true });
    }
  });

  it('makes a folder once for the same content, and another one for other content', async () => {
    let made = 0;
    const make = async (folder: string) => {
      made += 1;
      await writeFile(join(folder, 'file'), String(made));
    };
    const first = await cachedFolder(name, { version: 1 }, make);
    expect(await cachedFolder(name, { version: 1 }, make)).toBe(first);
    expect(await readFile(join(first, 'file'), 'utf8')).toBe('1');
    expect(await cachedFolder(name, { version: 2 }, make)).not.toBe(first);
    expect(made).toBe(2);
  });

  it('is made by two at once without either seeing half of it', async () => {
    const make = (folder: string) => writeFile(join(folder, 'file'), 'whole');
    const [one, other] = await Promise.all([
      cachedFolder(name, 'two', make),
      cachedFolder(name, 'two', make),
    ]);
    expect(one).toBe(other);
    expect(await mine()).toEqual([basename(one)]);
  });

  it('leaves nothing of what could not be made', async () => {
    await expect(
      cachedFolder(name, 'broken', async folder => {
        await writeFile(join(folder, 'half'), '');
        throw new Error('no network');
      }),
    ).rejects.toThrow('no network');
    expect(await mine()).toEqual([]);
    const parts = (await readdir(tmpdir())).filter(each =>
      each.startsWith(`heal7-image-run-${process.pid}-`),
    );
    expect(parts).toEqual([]);
  });
});

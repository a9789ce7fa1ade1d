import { mkdtempSync, promises as fs, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { namespace } from '../__testUtils__/fixtures';
import { createObjectStore } from './memory-object-store';
import { readSnapshot, writeSnapshots } from './snapshot-file';

describe('snapshot file', () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'snapshot-'));
  const file = path.join(directory, 'deep', 'cluster.json');
  afterAll(() => rmSync(directory, { recursive: true }));

  it('brings the objects back after a restart', async () => {
    expect(readSnapshot(file)).toBeUndefined();
    const first = createObjectStore({ cluster: 'a' });
    const writer = writeSnapshots(first, file);
    first.create(namespace('one'));
    await writer.flush();
    first.create(namespace('two'));
    await writer.stop();
    first.create(namespace('not-saved'));

    const second = createObjectStore({
      cluster: 'a',
      snapshot: readSnapshot(file),
    });
    const kind = { apiVersion: 'v1', kind: 'Namespace' };
    expect(second.list(kind).map(it => it.metadata.name)).toEqual([
      'one',
      'two',
    ]);
    expect(second.get(kind, undefined, 'one')).toEqual(
      first.get(kind, undefined, 'one'),
    );
    expect(second.resourceVersion()).toBeGreaterThan(first.resourceVersion());
    expect(await fs.readdir(path.dirname(file))).toEqual(['cluster.json']);
  });

  it('refuses a file that is something else', () => {
    const other = path.join(directory, 'other.json');
    writeFileSync(other, '{"resourceVersion":"1"}');
    expect(() => readSnapshot(other)).toThrow('not a snapshot');
  });
});

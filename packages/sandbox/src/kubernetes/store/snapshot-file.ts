import { existsSync, promises as fs, readFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import { ClusterObjectStore, StoreSnapshot } from './cluster-object-store';
import { isJsonObject, numberOf } from './json';
import { isKubeObject } from './kube-object';

const SAVE_DELAY_MS = 500;

export interface SnapshotWriter {
  /** Writes what has not been written yet. */
  flush(): Promise<void>;
  /** Flushes and follows the store no longer. */
  stop(): Promise<void>;
}

/** What an earlier run saved; undefined when there was none. */
export function readSnapshot(file: string): StoreSnapshot | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const saved: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const resourceVersion = isJsonObject(saved)
    ? numberOf(saved.resourceVersion)
    : undefined;
  if (
    !isJsonObject(saved) ||
    resourceVersion === undefined ||
    !Array.isArray(saved.objects)
  ) {
    throw new InputError(
      `${file} is not a snapshot of a cluster; remove it to start anew`,
    );
  }
  return { resourceVersion, objects: saved.objects.filter(isKubeObject) };
}

/** Saves the store soon after it changed: whole, to a file that is either the old or the new state. */
export function writeSnapshots(
  store: ClusterObjectStore,
  file: string,
): SnapshotWriter {
  let timer: NodeJS.Timeout | undefined;
  let dirty = false;
  let writing: Promise<void> = Promise.resolve();

  const save = async () => {
    if (!dirty) {
      return;
    }
    dirty = false;
    const part = `${file}.part`;
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(part, JSON.stringify(store.snapshot()));
    await fs.rename(part, file);
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    // One write after another, also when the last one failed.
    writing = writing.catch(() => {}).then(save);
    return writing;
  };
  const unsubscribe = store.watchLog(() => {
    dirty = true;
    timer ??= setTimeout(() => {
      flush().catch(error => process.emitWarning(error));
    }, SAVE_DELAY_MS);
  });
  return {
    flush,
    async stop() {
      unsubscribe();
      await flush();
    },
  };
}

import type { CommandResult } from '../command';
import { runContained } from './contained';

const MINUTES = 60_000;

/** Where images and containers are kept. */
export interface ImageStore {
  /** A folder for this alone. */
  folder: string;
  /** A store whose images can be used from here. */
  bases?: string;
}

/** Copies instead of overlays: slower, but nothing is ever mounted. */
export function buildah(
  { folder, bases }: ImageStore,
  args: readonly string[],
): Promise<CommandResult> {
  return runContained(
    'buildah',
    [
      `--root=${folder}/store`,
      `--runroot=${folder}/run`,
      '--storage-driver=vfs',
      ...(bases ? [`--storage-opt=vfs.imagestore=${bases}/store`] : []),
      ...args,
    ],
    { timeoutMs: 15 * MINUTES },
  );
}

/** The same, where a failure leaves nothing to go on with. */
export async function buildahOutput(
  store: ImageStore,
  args: readonly string[],
): Promise<string> {
  const { code, stdout, output } = await buildah(store, args);
  if (code !== 0) throw new Error(`buildah ${args[0]}: ${output.slice(-900)}`);
  return stdout.trim();
}

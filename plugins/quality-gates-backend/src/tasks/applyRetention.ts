import type { RetentionStore } from '../store/RetentionStore';

const dayMs = 24 * 60 * 60 * 1000;
const batch = 200;

/** Goes through what is old, batch by batch, until nothing is left to do. */
export async function applyRetention(options: {
  store: Pick<
    RetentionStore,
    'deleteBefore' | 'thinBefore' | 'deleteToldBefore'
  >;
  retention: { detailDays: number; days: number };
  now(): Date;
  signal?: AbortSignal;
}): Promise<void> {
  const { retention, signal, store } = options;
  const now = options.now().getTime();
  const dropBefore = new Date(now - retention.days * dayMs);
  const thinBefore = new Date(now - retention.detailDays * dayMs);
  const repeat = async (step: () => Promise<number>) => {
    while (!signal?.aborted && (await step()) === batch);
  };
  await repeat(() => store.thinBefore(thinBefore, batch));
  await repeat(() => store.deleteBefore(dropBefore, batch));
  await store.deleteToldBefore(thinBefore);
}

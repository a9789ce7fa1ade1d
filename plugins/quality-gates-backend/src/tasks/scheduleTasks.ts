import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';

/** What runs again and again, once over all replicas. */
export interface Tasks {
  /** Ends the waiting for parts of CI runs that never came. */
  settlePending(signal: AbortSignal): Promise<void>;
  /** Repeats what could not be told, and tells what waivers that ended change. */
  tellOthers(signal: AbortSignal): Promise<void>;
  /** Thins and deletes what is old. */
  applyRetention(signal: AbortSignal): Promise<void>;
  /** Keeps the owners of the fleet as the catalog says. */
  refreshOwners(signal: AbortSignal): Promise<void>;
}

export async function scheduleTasks(
  scheduler: Pick<SchedulerService, 'scheduleTask'>,
  tasks: Tasks,
  logger: LoggerService,
): Promise<void> {
  const schedule = (
    id: string,
    minutes: { every: number; atMost: number },
    run: (signal: AbortSignal) => Promise<void>,
  ) =>
    scheduler.scheduleTask({
      id: `quality-gates:${id}`,
      frequency: { minutes: minutes.every },
      timeout: { minutes: minutes.atMost },
      initialDelay: { seconds: 10 },
      scope: 'global',
      fn: async signal => {
        try {
          await run(signal);
        } catch (error) {
          logger.warn(`The task ${id} did not work and is repeated: ${error}`);
        }
      },
    });
  await schedule(
    'settle-pending',
    { every: 1, atMost: 5 },
    tasks.settlePending,
  );
  await schedule('tell-others', { every: 1, atMost: 10 }, tasks.tellOthers);
  await schedule('retention', { every: 360, atMost: 60 }, tasks.applyRetention);
  await schedule('owners', { every: 10, atMost: 10 }, tasks.refreshOwners);
}

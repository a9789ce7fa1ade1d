import { setTimeout } from 'node:timers/promises';
import { Repository } from '../github/repository';
import { JobRecord, RunRecord } from '../github/state/github-state';
import { Image } from '../images/image-registry';
import { CiSettings } from './ci-options';
import { SandboxTrailers } from './trailers';

/** What the jobs of one run share. */
export interface RunScope {
  settings: CiSettings;
  repository: Repository;
  run: RunRecord;
  /** The checked-out commit; reports are written into it. */
  directory: string;
  trailers: SandboxTrailers;
  /** Set when the image has been pushed. */
  image?: Image;
  /** Aborted when the sandbox stops. */
  signal: AbortSignal;
}

/** Writes into the log of the job that is running. */
export type Log = (text: string) => void;

export function logOf(scope: RunScope, job: JobRecord): Log {
  return text => scope.settings.github.context.actions.log(job, text);
}

/** Waits, unless the sandbox stops. */
export async function pause(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal });
}

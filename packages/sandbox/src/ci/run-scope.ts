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
  trailers: SandboxTrailers;
  /** What one job leaves for the others outside of artifacts. */
  shared: {
    /** Set when the image has been pushed. */
    image?: Image;
  };
  /** A folder of the run; each job has its own below it. */
  folder: string;
  /** Aborted when the sandbox stops. */
  signal: AbortSignal;
}

/** One job on its runner. */
export interface JobScope extends RunScope {
  record: JobRecord;
  /** The work tree: empty until a step checks the commit out, as on a fresh runner. */
  directory: string;
  /** Whether the job may ask for an identity token. */
  hasIdentity: boolean;
}

/** Writes into the log of the job that is running. */
export type Log = (text: string) => void;

/** Like GitHub's own log it never shows the secrets. */
export function logOf(scope: RunScope, job: JobRecord): Log {
  const { gatesToken, githubToken, github } = scope.settings;
  return text =>
    github.context.actions.log(
      job,
      [gatesToken, githubToken]
        .filter(Boolean)
        .reduce((shown, secret) => shown.replaceAll(secret, '***'), text),
    );
}

/** Waits, unless the sandbox stops. */
export async function pause(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal });
}

import { join } from 'node:path';
import { UsageError } from '../config/GatesConfig';
import type { Output } from '../output/Output';
import { writeOutputFile } from '../output/writeJudgement';
import { GitHubFacts } from './GitHubFacts';

export interface FactsOptions {
  /** Folder the files are written to. */
  output: string;
  /** What cannot be had is said, but does not fail the job. */
  optional?: boolean;
}

/** What `facts` needs from its surroundings. */
export interface FactsContext {
  directory: string;
  env: Record<string, string | undefined>;
  output: Output;
  fetch: typeof fetch;
  sleep(milliseconds: number): Promise<void>;
}

/**
 * `heal7-gates facts`: writes what only GitHub knows – how long the jobs of this run took, when an update of a dependency
 * was last merged – as reports. Exit 0 when all was written, 2 when not.
 */
export async function facts(
  options: FactsOptions,
  context: FactsContext,
): Promise<number> {
  const { directory, output } = context;
  const failed: string[] = [];
  const write = async (name: string, read: () => Promise<unknown>) => {
    try {
      const file = join(options.output, name);
      writeOutputFile(directory, file, `${JSON.stringify(await read())}\n`);
      output.line(`${file} written.`);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      failed.push(`${name}: ${error.message}`);
    }
  };
  const found = surroundings(context);
  if ('missing' in found) {
    failed.push(found.missing);
  } else {
    const { github, runId } = found;
    await write('github-jobs.json', () => github.jobs(runId));
    await write('github-pulls.json', () => github.pulls());
  }
  for (const sentence of failed) output.error(sentence);
  return failed.length === 0 || options.optional ? 0 : 2;
}

/** What GitHub Actions sets: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function surroundings({
  env,
  fetch: fetchIt,
  sleep,
}: FactsContext): { github: GitHubFacts; runId: string } | { missing: string } {
  const {
    GITHUB_TOKEN: token,
    GITHUB_REPOSITORY: repository,
    GITHUB_RUN_ID: runId,
  } = env;
  const apiUrl = env.GITHUB_API_URL || 'https://api.github.com';
  if (!token) {
    return {
      missing:
        'GITHUB_TOKEN is not set: GitHub needs a token to tell about this run. In a workflow: "env: GITHUB_TOKEN: ${{ github.token }}".',
    };
  }
  if (!repository || !/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    return { missing: 'GITHUB_REPOSITORY must be set to owner/name.' };
  }
  if (!runId) {
    return { missing: 'GITHUB_RUN_ID is not set: which run is this?' };
  }
  return {
    github: new GitHubFacts({
      apiUrl: apiUrl.replace(/\/+$/, ''),
      repository,
      token,
      fetch: fetchIt,
      sleep,
    }),
    runId,
  };
}

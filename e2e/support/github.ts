import { expect } from '@playwright/test';
import { addresses } from './sandbox';

async function call(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
): Promise<string> {
  const response = await fetch(
    `${addresses.github}/api/v3/repos/heal7${path}`,
    {
      method,
      headers: {
        authorization: 'Bearer ghp_sandboxportal',
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    },
  );
  const text = await response.text();
  expect(response.ok, `${method} ${path}: ${text}`).toBe(true);
  return text;
}

/** GitHub's REST API of the sandbox, below `/repos/heal7`; the caller says what the answer is. */
export async function github<T>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
): Promise<T> {
  return JSON.parse(await call(method, path, body));
}

/** Adds a file on top of a branch; one that does not exist yet begins at main. Returns the commit. */
export async function commitNewFile(change: {
  repository: string;
  branch?: string;
  path: string;
  content: string;
  message: string;
}): Promise<string> {
  const { repository, branch = 'main', path, content, message } = change;
  if (branch !== 'main') {
    const main = await github<{ object: { sha: string } }>(
      'GET',
      `/${repository}/git/ref/heads/main`,
    );
    await github('POST', `/${repository}/git/refs`, {
      ref: `refs/heads/${branch}`,
      sha: main.object.sha,
    });
  }
  const answer = await github<{ commit: { sha: string } }>(
    'PUT',
    `/${repository}/contents/${path}`,
    {
      branch,
      message,
      content: Buffer.from(content).toString('base64'),
    },
  );
  return answer.commit.sha;
}

export interface CheckRun {
  id: number;
  status: string;
  conclusion: string | null;
  output: { title: string; summary: string };
}

/** What the portal said about a commit on GitHub. */
export async function gateCheckRuns(
  repository: string,
  sha: string,
): Promise<CheckRun[]> {
  const name = encodeURIComponent('HEAL7 quality gate');
  const { check_runs: runs } = await github<{ check_runs: CheckRun[] }>(
    'GET',
    `/${repository}/commits/${sha}/check-runs?check_name=${name}`,
  );
  return runs;
}

/** All that the jobs of the one run of a commit have written, once it has ended. */
export async function logsOfRun(
  repository: string,
  sha: string,
): Promise<string> {
  let run: { id: number; status: string } | undefined;
  await expect
    .poll(
      async () => {
        const { workflow_runs: runs } = await github<{
          workflow_runs: Array<{ id: number; status: string }>;
        }>('GET', `/${repository}/actions/runs?head_sha=${sha}`);
        [run] = runs;
        return run?.status;
      },
      { timeout: 90_000 },
    )
    .toBe('completed');
  const { jobs } = await github<{ jobs: Array<{ id: number }> }>(
    'GET',
    `/${repository}/actions/runs/${run?.id}/jobs`,
  );
  const logs = await Promise.all(
    jobs.map(({ id }) => call('GET', `/${repository}/actions/jobs/${id}/logs`)),
  );
  return logs.join('\n');
}

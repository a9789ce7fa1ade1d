import { expect } from '@playwright/test';
import { addresses } from './sandbox';

const headers = {
  authorization: 'Bearer ghp_sandboxportal',
  'content-type': 'application/json',
};

const contentsUrl = (repository: string, path: string, github: string) =>
  `${github}/api/v3/repos/heal7/${repository}/contents/${path}`;

/** Commits one file to main, as a person or a bot would over GitHub's API. */
export async function commitFile(change: {
  repository: string;
  path: string;
  message: string;
  /** From what is there now (empty when nothing is) to what shall be there. */
  edit: (text: string) => string;
}): Promise<string> {
  const url = contentsUrl(change.repository, change.path, addresses.github);
  const found = await fetch(url, { headers });
  const old = found.ok ? await found.json() : undefined;
  const text = old ? Buffer.from(old.content, 'base64').toString() : '';
  const response = await fetch(url, {
    method: 'PUT',
    headers,
    body: JSON.stringify({
      message: change.message,
      branch: 'main',
      content: Buffer.from(change.edit(text)).toString('base64'),
      ...(old ? { sha: old.sha } : {}),
    }),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return (await response.json()).commit.sha;
}

export async function removeFile(file: {
  repository: string;
  path: string;
  message: string;
}): Promise<void> {
  const url = contentsUrl(file.repository, file.path, addresses.github);
  const found = await fetch(url, { headers });
  if (found.status === 404) return;
  const response = await fetch(url, {
    method: 'DELETE',
    headers,
    body: JSON.stringify({
      message: file.message,
      branch: 'main',
      sha: (await found.json()).sha,
    }),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
}

/** The newest commits of the manifests repository whose message says this. */
export async function manifestCommitsSaying(
  text: string,
  github = addresses.github,
): Promise<string[]> {
  const response = await fetch(
    `${github}/api/v3/repos/heal7/k8s-manifests/commits?per_page=100`,
    { headers },
  );
  expect(response.ok, await response.clone().text()).toBe(true);
  const commits: Array<{ sha: string; commit: { message: string } }> =
    await response.json();
  return commits
    .filter(({ commit }) => commit.message.includes(text))
    .map(({ sha }) => sha);
}

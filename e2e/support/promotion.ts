import { expect } from '@playwright/test';
import { github } from './github';
import { manifest } from './sandbox';

const repository = 'k8s-manifests';

const valuesPath = (service: string, environment: string) =>
  `environments/${environment}/${service}/values-${environment}.yaml`;

/** The image tag that Git wants in an environment; empty before the first deployment. */
export async function wantedTag(
  service: string,
  environment: string,
): Promise<string> {
  const text = await manifest(valuesPath(service, environment));
  return /^ {2}tag: ['"]?([^'"\s]*)/m.exec(text)?.[1] ?? '';
}

/** What the user guide says: a pull request that changes `image.tag`. Waits until it is merged. */
export async function promoteByPullRequest(
  service: string,
  environment: string,
  tag: string,
): Promise<void> {
  const path = valuesPath(service, environment);
  const branch = `${service}-${environment}-${tag}`;
  const main = await github<{ object: { sha: string } }>(
    'GET',
    `/${repository}/git/ref/heads/main`,
  );
  await github('POST', `/${repository}/git/refs`, {
    ref: `refs/heads/${branch}`,
    sha: main.object.sha,
  });
  const file = await github<{ sha: string; content: string }>(
    'GET',
    `/${repository}/contents/${path}?ref=${branch}`,
  );
  const text = Buffer.from(file.content, 'base64').toString();
  const changed = text.replace(/^( {2}tag:).*$/m, `$1 '${tag}'`);
  expect(changed).toContain(tag);
  const title = `Deploy ${service} ${tag} to ${environment}`;
  await github('PUT', `/${repository}/contents/${path}`, {
    branch,
    message: title,
    sha: file.sha,
    content: Buffer.from(changed).toString('base64'),
  });
  const { number } = await github<{ number: number }>(
    'POST',
    `/${repository}/pulls`,
    { title, head: branch, base: 'main', body: '' },
  );
  await expect
    .poll(async () => {
      const pull = await github<{ merged: boolean }>(
        'GET',
        `/${repository}/pulls/${number}`,
      );
      return pull.merged;
    })
    .toBe(true);
}

import { expect } from '@playwright/test';

const base = Number(process.env.SANDBOX_PORT);
export const addresses = {
  control: `http://localhost:${base}`,
  github: `http://localhost:${base + 1}`,
  production: `http://localhost:${base + 3}`,
  prometheus: `http://localhost:${base + 4}`,
  slack: `http://localhost:${base + 5}`,
};

/** Plays a scenario, as `script/sandbox release` does. */
export async function release(request: {
  service: string;
  quality: 'healthy' | 'bad' | 'bad-later';
  fast?: boolean;
}) {
  const response = await fetch(`${addresses.control}/scenarios/release`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return response;
}

export async function faults(body: object) {
  const response = await fetch(`${addresses.control}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
}

/** What Slack received so far, newest last, as one text. */
export async function slackText(): Promise<string> {
  return (await fetch(`${addresses.slack}/messages`)).text();
}

/** The next version of the service templates is out, as `script/sandbox release-templates` does it. */
export async function releaseTemplates() {
  const response = await fetch(
    `${addresses.control}/scenarios/template-release`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    },
  );
  expect(response.ok, await response.clone().text()).toBe(true);
}

/** A file of a repository as it is in Git now. */
export async function fileOf(
  repository: string,
  path: string,
  ref = 'main',
): Promise<string> {
  const response = await fetch(
    `${addresses.github}/api/v3/repos/heal7/${repository}/contents/${path}?ref=${ref}`,
    { headers: { authorization: 'Bearer ghp_sandboxportal' } },
  );
  expect(response.ok, `${path}: ${response.status}`).toBe(true);
  const { content } = await response.json();
  return Buffer.from(content, 'base64').toString();
}

/** A file of the manifests repository. */
export const manifest = (path: string) => fileOf('k8s-manifests', path);

import { service } from './browser.mjs';

const limitMs = 600_000;

async function json(url, init) {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return JSON.parse(text);
}

/** The commits that were judged, newest first. */
async function judgedCommits(portalUrl) {
  const query = new URLSearchParams({
    entityRef: `component:default/${service}`,
    latestPerCommit: 'true',
    limit: '100',
  });
  const { items } = await json(
    `${portalUrl}/api/quality-gates/evaluations?${query}`,
    { headers: { authorization: 'Bearer sandbox-ci-token' } },
  );
  return items.map(({ commit }) => commit);
}

/** The sandbox answers with one line a step; the last one says whether it went wrong. */
async function release(sandbox) {
  const response = await fetch(
    `http://localhost:${sandbox}/scenarios/release`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ service, quality: 'healthy', environment: 'dev' }),
    },
  );
  const last = (await response.text()).trim().split('\n').at(-1);
  if (!response.ok || JSON.parse(last).step === 'failed')
    throw new Error(`release: ${last}`);
}

async function runsInDevelopment(sandbox, commit) {
  const { services } = await json(`http://localhost:${sandbox}/status`);
  const found = services.find(it => it.application === `${service}-dev`);
  return (
    found?.health === 'Healthy' && found.image?.endsWith(commit.slice(0, 7))
  );
}

/** Asks until the answer is yes. */
async function until(end, what, question) {
  while (!(await question())) {
    if (Date.now() > end) throw new Error(`${what} took too long`);
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

/**
 * Releases one after the other, through CI and its quality gates, until the last one runs: an empty tab would cost less
 * than a real one, and one that is changing more.
 */
export async function playReleases(portal, count) {
  const end = Date.now() + limitMs;
  let commits = [];
  while (commits.length < count) {
    const before = commits.length;
    await release(portal.sandbox);
    await until(end, `release ${before + 1} of ${count}`, async () => {
      commits = await judgedCommits(portal.url);
      return commits.length > before;
    });
  }
  await until(end, 'the last roll out', () =>
    runsInDevelopment(portal.sandbox, commits[0]),
  );
  // What follows it (history, gates) is on the tab soon after.
  await new Promise(resolve => setTimeout(resolve, 5_000));
}

import { service } from './browser.mjs';

async function evaluations(portalUrl) {
  const query = new URLSearchParams({
    entityRef: `component:default/${service}`,
    latestPerCommit: 'true',
    limit: '100',
  });
  const response = await fetch(
    `${portalUrl}/api/quality-gates/evaluations?${query}`,
    { headers: { authorization: 'Bearer sandbox-ci-token' } },
  );
  if (!response.ok) throw new Error(`evaluations: ${response.status}`);
  return (await response.json()).items.length;
}

async function release(sandboxPort) {
  const response = await fetch(
    `http://localhost:${sandboxPort}/scenarios/release`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ service, quality: 'healthy', environment: 'dev' }),
    },
  );
  const text = await response.text();
  if (!response.ok) throw new Error(`release: ${response.status} ${text}`);
}

/** Releases one after the other, through CI and its quality gates: an empty tab would cost less than a real one. */
export async function playReleases(portal, count) {
  const end = Date.now() + 300_000;
  for (let done = 0; done < count; ) {
    await release(portal.sandbox);
    const before = done;
    while (done === before) {
      if (Date.now() > end)
        throw new Error(`only ${done} of ${count} releases in five minutes`);
      await new Promise(resolve => setTimeout(resolve, 500));
      done = await evaluations(portal.url);
    }
  }
}

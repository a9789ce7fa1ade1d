import { newProfile, openTab, signIn, withBrowser } from './browser.mjs';
import { deploymentOf } from './deployment.mjs';
import { measureFirstView } from './first-view.mjs';
import { playReleases } from './history.mjs';
import { withPortal } from './portal.mjs';
import { changing, measureQuiet } from './quiet.mjs';
import { kilobytes, printTable } from './table.mjs';
import { withCountedUpstream } from './upstream.mjs';

/** As many as the other plugins were measured with. */
const releases = 10;
const hiddenSeconds = 70;
const upstreamSeconds = 60;
const sum = (items, value) => items.reduce((all, item) => all + value(item), 0);

export function printFirstView({ click, address }) {
  const wire = items => kilobytes(sum(items, item => item.wire));
  const row = way => r =>
    [
      way,
      `${r.method} ${r.path}`,
      r.status,
      r.encoding,
      kilobytes(r.body),
      kilobytes(r.wire),
    ];
  printTable(
    `tab: first view after ${releases} releases (compressed bytes on the wire, headers included)`,
    ['', 'from Overview', 'by its address', 'target'],
    [
      ['requests of the tab', click.tab.length, address.tab.length, '≤ 2'],
      ['bytes of the tab', wire(click.tab), wire(address.tab), '≤ 15 KB'],
      ['other API requests', click.rest.length, address.rest.length, ''],
    ],
  );
  printTable(
    'tab: what it asks for',
    ['way', 'request', 'status', 'encoding', 'body', 'with headers'],
    [
      ...click.tab.map(row('from Overview')),
      ...address.tab.map(row('by its address')),
    ],
  );
  const { chunks } = click;
  printTable(
    'tab: code loaded on the way from Overview to it',
    ['file', 'plain', 'gzip -9', 'target'],
    [
      ...chunks.map(c => [c.file, kilobytes(c.plain), kilobytes(c.gzip), '']),
      [
        'together',
        kilobytes(sum(chunks, c => c.plain)),
        kilobytes(sum(chunks, c => c.gzip)),
        '≤ 60 KB',
      ],
    ],
  );
}

function printQuiet({ shown, hidden, back }) {
  const row = (name, n, target) => [name, n.tab, n.rest, n.frames, target];
  printTable(
    'tab: sent by the page while the cluster changes every 5 s',
    ['', 'of the tab', 'other API', 'WebSocket frames', 'target'],
    [
      row(`shown, ${hiddenSeconds} s`, shown, ''),
      row(`hidden, ${hiddenSeconds} s`, hidden, '0'),
      row('shown again, 2 s', back, ''),
    ],
  );
}

async function measureUpstream(browser, url, deployment, calls) {
  const rows = [];
  const context = await newProfile(browser, url);
  await signIn(context);
  const pages = [];
  for (const tabs of [0, 1, 5]) {
    while (pages.length < tabs) {
      const page = await context.newPage();
      await openTab(page);
      pages.push(page);
    }
    const before = calls();
    const after = await changing(deployment, upstreamSeconds, calls);
    rows.push([
      tabs,
      after.watches - before.watches,
      after.others - before.others,
      after.prometheus - before.prometheus,
    ]);
  }
  await context.close();
  return rows;
}

/** What the CI/CD tab costs the browser, the portal and the clusters. */
export async function benchTab() {
  await withCountedUpstream(({ env, calls }) =>
    withPortal(env, portal =>
      withBrowser(async browser => {
        console.log(`Chromium ${browser.version()}`);
        await playReleases(portal, releases);
        printFirstView(await measureFirstView(browser, portal.url));
        const deployment = deploymentOf(portal.sandbox);
        await deployment.pauseSelfHeal();
        printQuiet(
          await measureQuiet(browser, portal.url, deployment, hiddenSeconds),
        );
        printTable(
          `tab: calls to the clusters in ${upstreamSeconds} s, all services, while one changes every 5 s`,
          [
            'open tabs',
            'watches reopened',
            'other Kubernetes calls',
            'Prometheus',
          ],
          await measureUpstream(browser, portal.url, deployment, calls),
        );
      }),
    ),
  );
}

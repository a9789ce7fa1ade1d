import {
  developmentLane,
  newProfile,
  openTab,
  signIn,
  withBrowser,
} from './browser.mjs';
import { deploymentOf } from './deployment.mjs';
import { percentile } from './percentile.mjs';
import { withPortal } from './portal.mjs';
import { printTable } from './table.mjs';

/** Targets in milliseconds. */
const target = 1_000;
/** A change that is not on the screen after this long counts as lost and fails the benchmark. */
const lost = 70_000;

const laneText = (page, pattern) =>
  page.waitForFunction(
    ([title, source]) =>
      [...document.querySelectorAll('li[aria-labelledby]')].some(
        lane =>
          document.getElementById(lane.getAttribute('aria-labelledby'))
            ?.textContent === title && new RegExp(source).test(lane.innerText),
      ),
    ['Development', pattern],
    { polling: 'raf', timeout: lost },
  );

/** From before the request that changes the cluster until an animation frame of the page has the new text. */
async function once(page, deployment) {
  const replicas = deployment.nextReplicas();
  const seen = laneText(page, `of ${replicas} pods ready`);
  const began = performance.now();
  const [, time] = await Promise.all([
    deployment.scale(replicas),
    seen.then(() => performance.now() - began),
  ]);
  // The next change starts from rest, and not in step with anything in the sandbox.
  await laneText(page, `\\b${replicas} of ${replicas} pods ready`);
  await page.waitForTimeout(700 + Math.random() * 900);
  return time;
}

/** A change in a cluster until the open tab shows it. */
export async function benchLive({ samples }) {
  await withPortal({}, portal =>
    withBrowser(async browser => {
      const page = await signIn(await newProfile(browser, portal.url));
      await openTab(page);
      await developmentLane(page).scrollIntoViewIfNeeded();
      const deployment = deploymentOf(portal.sandbox);
      await deployment.pauseSelfHeal();
      // The first one warms up what is compiled late, on both sides; it is not counted.
      await once(page, deployment);
      const times = [];
      while (times.length < samples) times.push(await once(page, deployment));
      const ms = value => `${Math.round(value)} ms`;
      printTable(
        `live: replicas changed through the Kubernetes API → text in the open tab, ${samples} times`,
        ['', 'measured', 'target'],
        [
          ['fastest', ms(Math.min(...times)), ''],
          ['median', ms(percentile(times, 0.5)), ms(target)],
          ['p95', ms(percentile(times, 0.95)), ms(target)],
          ['slowest', ms(Math.max(...times)), ''],
          [
            'above target',
            `${times.filter(time => time > target).length} of ${samples}`,
            '0',
          ],
        ],
      );
    }),
  );
}

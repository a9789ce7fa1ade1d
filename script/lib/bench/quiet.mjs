import { newProfile, openTab, signIn } from './browser.mjs';
import { isApi, isOfTab, recordTraffic } from './traffic.mjs';

/** A headless Chromium never hides a page, so the page is told what a browser would tell it. */
const setHidden = (page, hidden) =>
  page.evaluate(value => {
    const state = value ? 'hidden' : 'visible';
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => state,
    });
    Object.defineProperty(document, 'hidden', {
      configurable: true,
      get: () => value,
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** Changes something the tab shows every few seconds, so that silence is not for want of news. */
export async function changing(deployment, seconds, meanwhile) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    await deployment.scale(deployment.nextReplicas());
    await new Promise(resolve => setTimeout(resolve, 5_000));
  }
  return meanwhile();
}

const count = traffic => ({
  tab: traffic.requests().filter(isOfTab).length,
  rest: traffic.requests().filter(r => isApi(r) && !isOfTab(r)).length,
  frames: traffic.framesSent(),
});

/** The same seconds with the same changes, shown and hidden. */
export async function measureQuiet(browser, url, deployment, seconds) {
  const context = await newProfile(browser, url);
  const page = await signIn(context);
  const traffic = await recordTraffic(page);
  await openTab(page);
  traffic.clear();
  const shown = await changing(deployment, seconds, () => count(traffic));
  await setHidden(page, true);
  await page.waitForTimeout(1_000);
  traffic.clear();
  const hidden = await changing(deployment, seconds, () => count(traffic));
  traffic.clear();
  await setHidden(page, false);
  await page.waitForTimeout(2_000);
  const back = count(traffic);
  await context.close();
  return { shown, hidden, back };
}

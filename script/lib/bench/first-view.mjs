import { basename } from 'node:path/posix';
import { gzipSync } from 'node:zlib';
import {
  developmentLane,
  newProfile,
  openTab,
  overviewPath,
  signIn,
  tabPath,
} from './browser.mjs';
import { isApi, isOfTab, recordTraffic } from './traffic.mjs';

const settle = page => page.waitForTimeout(3_000);

/** One file of code, unpacked and packed again as tightly as gzip can. */
async function chunk(url, { path }) {
  const response = await fetch(`${url}${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const code = Buffer.from(await response.arrayBuffer());
  return {
    file: basename(path),
    plain: code.length,
    gzip: gzipSync(code, { level: 9 }).length,
  };
}

/** What the browser asks for when a person goes from Overview to the CI/CD tab. */
async function byClick(page, traffic, url) {
  await page.goto(overviewPath);
  await page.getByText('Provided APIs').first().waitFor();
  await settle(page);
  traffic.clear();
  await page.locator(`a[href$="${tabPath}"]`).click();
  await developmentLane(page).waitFor();
  await settle(page);
  const requests = traffic.requests();
  const code = requests.filter(({ path }) => /\.(js|css)$/.test(path));
  return {
    requests,
    chunks: await Promise.all(code.map(file => chunk(url, file))),
  };
}

/** Both ways to the tab, each in a profile with an empty cache. */
export async function measureFirstView(browser, url) {
  const warm = await newProfile(browser, url);
  // The portal has just started: wait until there is something to show.
  const first = await signIn(warm);
  await openTab(first);
  await warm.close();

  const context = await newProfile(browser, url);
  const page = await signIn(context);
  const traffic = await recordTraffic(page);
  const click = await byClick(page, traffic, url);
  await context.close();

  const other = await newProfile(browser, url);
  const direct = await signIn(other);
  const record = await recordTraffic(direct);
  await openTab(direct);
  await settle(direct);
  const address = record.requests();
  await other.close();
  return {
    click: {
      tab: click.requests.filter(isOfTab),
      rest: click.requests.filter(r => isApi(r) && !isOfTab(r)),
      chunks: click.chunks,
    },
    address: {
      tab: address.filter(isOfTab),
      rest: address.filter(r => isApi(r) && !isOfTab(r)),
    },
  };
}

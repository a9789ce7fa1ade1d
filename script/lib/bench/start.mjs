import { execFileSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { newProfile, signInButton, withBrowser } from './browser.mjs';
import { root, startPortal } from './portal.mjs';
import { duration, printTable } from './table.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

/** What the scripts say when a phase begins. */
const phases = [
  ['toolchain', 'Installing the toolchain'],
  ['dependencies', 'Installing the dependencies'],
  ['UI built, all started', 'Building the user interface'],
];

/** Without this copy's own Node.js and Yarn: the clone has to find its own. */
const bareEnvironment = () => ({
  PATH: process.env.PATH.split(delimiter)
    .filter(folder => !folder.startsWith(root))
    .join(delimiter),
});

/** From now until Chromium shows the sign-in page; says when each phase began. */
async function firstPage(browser, clone, state) {
  const began = performance.now();
  const starts = [];
  const portal = await startPortal({
    command: [join(clone, 'script/server')],
    cwd: clone,
    env: { ...bareEnvironment(), HEAL7_STATE_DIRECTORY: state },
    onLine: line => {
      const phase = phases.find(([, text]) => line.includes(text));
      if (phase) starts.push([phase[0], performance.now()]);
    },
  });
  try {
    const ready = performance.now();
    const context = await newProfile(browser, portal.url);
    const page = await context.newPage();
    await page.goto('/');
    await signInButton(page).first().waitFor({ timeout: 60_000 });
    const end = performance.now();
    await context.close();
    const marks = [...starts, ['first page in Chromium', ready], ['', end]];
    const rows = marks
      .slice(0, -1)
      .map(([name, at], index) => [name, duration(marks[index + 1][1] - at)]);
    const before = (starts[0]?.[1] ?? ready) - began;
    return {
      total: end - began,
      rows: [
        [
          starts.length > 0 ? 'checks' : 'checked, all started',
          duration(before),
        ],
        ...rows,
      ],
    };
  } finally {
    await portal.stop();
  }
}

/** From git clone to a usable portal, and the second start of the same clone. */
export async function benchStart({ commit: wanted }) {
  const folder = temporaryFolder('start');
  const clone = join(folder, 'portal');
  const state = join(folder, 'state');
  await withBrowser(async browser => {
    const began = performance.now();
    execFileSync('git', ['clone', '--quiet', '--no-local', root, clone]);
    const cloned = performance.now() - began;
    if (wanted)
      execFileSync('git', ['checkout', '--quiet', '--detach', wanted], {
        cwd: clone,
      });
    const cold = await firstPage(browser, clone, state);
    const warm = await firstPage(browser, clone, state);
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: clone,
      encoding: 'utf8',
    }).trim();
    const browserName = `Chromium ${browser.version()}`;
    printTable(
      `start: clone of ${commit} until ${browserName} shows the sign-in; npm's and Yarn's caches as this machine has them`,
      ['', 'time'],
      [
        ['cold: git clone', duration(cloned)],
        ...cold.rows.map(([name, time]) => [`cold: ${name}`, time]),
        ['cold, whole', duration(cloned + cold.total)],
        ...warm.rows.map(([name, time]) => [`warm: ${name}`, time]),
        ['warm, whole', duration(warm.total)],
      ],
    );
  });
}

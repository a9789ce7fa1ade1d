import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const portal = Number(process.env.PORTAL_PORT ?? 17007);
const sandbox = Number(process.env.SANDBOX_PORT ?? 17100);

// One portal and one sandbox for all journeys, apart from those of a person who runs script/server at the same time.
// Workers read these too.
process.env.HEAL7_STATE_DIRECTORY ??= mkdtempSync(join(tmpdir(), 'heal7-e2e-'));
process.env.PORTAL_PORT = String(portal);
process.env.SANDBOX_PORT = String(sandbox);

export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/support/global-setup.ts',
  outputDir: `./e2e-results/${portal}`,
  fullyParallel: false,
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${portal}`,
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    timezoneId: 'Asia/Seoul',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-dev-shm-usage',
      ],
    },
  },
  webServer: {
    command: 'node script/lib/server.mjs --fresh',
    url: `http://localhost:${portal}/.backstage/health/v1/readiness`,
    timeout: 240_000,
    reuseExistingServer: !process.env.CI,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'pipe',
    stderr: 'pipe',
    env: { SANDBOX_SPEED: process.env.SANDBOX_SPEED ?? '20' },
  },
});

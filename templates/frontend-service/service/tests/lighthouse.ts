/** Serves the build, lets Lighthouse look at it and writes reports/lighthouse.json. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { basePath, createApp } from '../server/app.ts';

const server = createApp({ log: () => undefined });
await new Promise<void>(done => {
  server.listen(3000, '127.0.0.1', done);
});
await mkdir('reports', { recursive: true });
try {
  await promisify(execFile)(
    'npx',
    [
      '--yes',
      'lighthouse@12.8.2',
      `http://127.0.0.1:3000${basePath}`,
      '--quiet',
      '--output=json',
      '--output-path=reports/lighthouse.json',
      '--chrome-flags=--headless=new --no-sandbox',
    ],
    // The browser that came with Playwright.
    { env: { ...process.env, CHROME_PATH: chromium.executablePath() } },
  );
} finally {
  server.close();
}

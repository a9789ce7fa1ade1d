import { defineConfig } from '@playwright/test';

/** Components and pages of the build, in a real browser. */
export default defineConfig({
  testDir: 'tests/pages',
  reporter: [['list'], ['junit', { outputFile: 'reports/pages/junit.xml' }]],
  use: { baseURL: 'http://127.0.0.1:3000', trace: 'retain-on-failure' },
  webServer: {
    command: 'npm run build && npm start',
    url: 'http://127.0.0.1:3000/ready',
    reuseExistingServer: !process.env.CI,
  },
});

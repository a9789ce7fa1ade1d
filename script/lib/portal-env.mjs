import { join } from 'node:path';

/**
 * What a portal and its sandbox are told of each other: where they listen, and where they keep what they know.
 *
 * @param {{ portal: number, sandbox: number, state: string }} options
 */
export const portalEnv = ({ portal, sandbox, state }) => ({
  // As in production: no stack traces in answers.
  NODE_ENV: 'production',
  PORTAL_PORT: String(portal),
  PORTAL_URL: `http://localhost:${portal}`,
  PORTAL_DATABASE_DIRECTORY: join(state, 'database'),
  SANDBOX_PORT: String(sandbox),
  SANDBOX_STATE_DIRECTORY: join(state, 'sandbox'),
  SANDBOX_GITHUB_PORT: String(sandbox + 1),
  SANDBOX_KUBERNETES_DEV_PORT: String(sandbox + 2),
  SANDBOX_KUBERNETES_PROD_PORT: String(sandbox + 3),
  SANDBOX_PROMETHEUS_PORT: String(sandbox + 4),
  SANDBOX_SLACK_PORT: String(sandbox + 5),
});

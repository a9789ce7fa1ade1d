/**
 * HEAL7 in a box: local stand-ins for GitHub, Kubernetes, Prometheus and Slack that speak the real protocols. No plugin
 * imports it, except in tests; the portal reaches it through its configuration only.
 *
 * @packageDocumentation
 */
export { startSandbox } from './sandbox';
export type { Sandbox, SandboxOptions } from './sandbox';
export type { SandboxAddresses } from './addresses';
export { startGithub } from './github/testing/start-github';
export type { TestGithub } from './github/testing/start-github';

import { CiOptions, CiSettings } from './ci-options';
import { defaultGatesCommand, spawnGates } from './gates-runner';

const defaults = {
  gatesToken: 'sandbox-ci-token',
  githubToken: 'ghp_sandboxci',
  useIdentityTokens: true,
  speed: 1,
  jobSeconds: 40,
  manifestsRepository: 'heal7/k8s-manifests',
  imagePrefix: '123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/heal7',
  manifestWaitMs: 60_000,
  now: () => new Date(),
  log: () => undefined,
};

/** The options, and what holds where they say nothing. */
export function ciSettings({
  gatesCommand = defaultGatesCommand(),
  ...options
}: CiOptions): CiSettings {
  return { ...defaults, runGates: spawnGates(gatesCommand), ...options };
}

import type {
  EnvironmentState,
  Version,
} from '@heal7/backstage-plugin-delivery-common';
import { deployedCommitsOf } from './deployedCommitsOf';

const sha = 'a1b2c3d4e5'.repeat(4);

function environment(running?: Version): EnvironmentState {
  return {
    name: 'prod',
    title: 'Production',
    tier: 'production',
    strategy: 'canary',
    ...(running ? { running } : {}),
    health: 'healthy',
    sync: 'synced',
    pods: { ready: 1, desired: 1 },
    stale: false,
    links: [],
    actions: [],
    problems: [],
  };
}

const version = (more: Partial<Version> = {}): Version => ({
  tag: '1.42.0-a1b2c3d',
  label: '1.42.0',
  commit: 'a1b2c3d',
  ...more,
});
const commitLink = (url: string): Version['links'] => [
  { kind: 'commit', title: 'a1b2c3d', url },
];

describe('deployedCommitsOf', () => {
  it.each([
    ['the beginning of the SHA in the tag', version(), 'a1b2c3d'],
    [
      'the whole SHA of the link',
      version({ links: commitLink(`https://github.com/o/r/commit/${sha}`) }),
      sha,
    ],
    [
      'not the link of another commit',
      version({
        links: commitLink(`https://github.com/o/r/commit/${'f'.repeat(40)}`),
      }),
      'a1b2c3d',
    ],
  ])('takes %s', (_, running, commit) => {
    expect(deployedCommitsOf({ environments: [environment(running)] })).toEqual(
      [{ environment: 'prod', tier: 'production', commit, version: '1.42.0' }],
    );
  });

  it('leaves out what runs from no known commit, and where nothing runs', () => {
    const nameless = { tag: 'latest', label: 'latest' };
    expect(
      deployedCommitsOf({
        environments: [environment(), environment(nameless)],
      }),
    ).toEqual([]);
  });
});

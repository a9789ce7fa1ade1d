import type { Deployment, EnvironmentState, Version } from '../types';
import { releaseJourney } from './release-journey';

const v = (number: number): Version => ({
  tag: `1.${number}.0-${String(number).repeat(7)}`,
  label: `1.${number}.0`,
  commit: String(number).repeat(7),
});
const environment = (
  name: string,
  tier: EnvironmentState['tier'],
  more: Partial<EnvironmentState>,
): EnvironmentState => ({
  name,
  title: name,
  tier,
  strategy: 'rolling',
  health: 'healthy',
  sync: 'synced',
  pods: { ready: 1, desired: 1 },
  stale: false,
  links: [],
  actions: [],
  problems: [],
  ...more,
});
const deployment = (
  name: string,
  to: Version,
  outcome: Deployment['outcome'],
  minute: number,
): Deployment => ({
  id: `${name}-${to.tag}-${minute}`,
  environment: name,
  to,
  startedAt: `2026-01-01T11:${String(minute).padStart(2, '0')}:00Z`,
  finishedAt: `2026-01-01T11:${String(minute + 1).padStart(2, '0')}:00Z`,
  outcome,
  kind: 'deployment',
  links: [],
});
const commit = (number: number, minute: number) => ({
  sha: String(number).repeat(40),
  at: `2026-01-01T11:${String(minute).padStart(2, '0')}:00Z`,
});
const states = (release: ReturnType<typeof releaseJourney>[number]) =>
  release.stations.map(({ id, state }) => `${id} ${state}`);

describe('releaseJourney', () => {
  it('follows releases through gates and environments, newest first', () => {
    const dev = environment('dev', 'development', { running: v(3) });
    const prod = environment('prod', 'production', {
      running: v(2),
      rollout: {
        name: 'shop',
        phase: 'progressing',
        active: true,
        canary: v(3),
        weight: 30,
        reportedWeight: 0,
        routeAgrees: false,
        maxWeight: 50,
        stepWeight: 10,
        step: 3,
        steps: 5,
        failedChecks: 0,
        threshold: 5,
        intervalSeconds: 60,
        metrics: [],
        timeline: [],
        weightSeries: [],
      },
    });
    const releases = releaseJourney({
      environments: [dev, prod],
      deployments: [
        deployment('dev', v(3), 'succeeded', 40),
        deployment('prod', v(2), 'succeeded', 30),
        deployment('dev', v(2), 'succeeded', 20),
      ],
      commits: [commit(2, 4), commit(3, 35)],
      runs: [
        {
          id: '9',
          commit: '4'.repeat(40),
          state: 'running',
          startedAt: '2026-01-01T11:59:00Z',
        },
      ],
      gates: [
        {
          commit: '3'.repeat(40),
          verdict: 'inconclusive',
          at: '2026-01-01T11:37:00Z',
        },
        {
          commit: '2'.repeat(40),
          verdict: 'failed',
          at: '2026-01-01T11:05:00Z',
        },
        {
          commit: '2'.repeat(40),
          verdict: 'passed',
          at: '2026-01-01T11:06:00Z',
        },
      ],
    });
    expect(releases.map(({ version }) => version.label)).toEqual([
      '4444444',
      '1.3.0',
      '1.2.0',
    ]);
    expect(states(releases[0])).toEqual([
      'commit passed',
      'gates waiting',
      'image running',
      'dev waiting',
      'prod waiting',
    ]);
    expect(states(releases[1])).toEqual([
      'commit passed',
      'gates unknown',
      'image passed',
      'dev passed',
      'prod running',
    ]);
    expect(releases[1].stations.at(-1)?.note).toEqual({
      code: 'station-weight',
      params: { weight: 30 },
      text: '30 %',
    });
    expect(releases[1]).toMatchObject({
      complete: false,
      underWaySince: releases[1].stations[0].at,
    });
    expect(releases[1]).not.toHaveProperty('leadTimeSeconds');
    expect(releases[2]).not.toHaveProperty('underWaySince');
    expect(states(releases[2])).toEqual([
      'commit passed',
      'gates passed',
      'image passed',
      'dev passed',
      'prod passed',
    ]);
    expect(releases[2]).toMatchObject({
      complete: true,
      leadTimeSeconds: 27 * 60,
    });
  });

  it.each([
    ['failed', 'failed'],
    ['rolled-back', 'rolled-back'],
    ['running', 'running'],
    ['superseded', 'passed'],
  ] as const)('shows a deployment that is %s as %s', (outcome, state) => {
    const [release] = releaseJourney({
      environments: [environment('prod', 'production', { running: v(1) })],
      deployments: [deployment('prod', v(2), outcome, 30)],
      commits: [commit(1, 1), commit(2, 2)],
      runs: [],
    });
    expect(release.version.label).toBe('1.2.0');
    expect(release.stations.at(-1)?.state).toBe(state);
    // The reason may be long; it is in the history.
    expect(release.stations.at(-1)?.note).toBeUndefined();
    expect(release.stations[1]).toMatchObject({
      state: 'unknown',
      note: { code: 'station-gates-not-installed' },
    });
  });

  it('does not know where a cluster does not tell', () => {
    const [release] = releaseJourney({
      environments: [
        environment('dev', 'development', { running: v(2) }),
        environment('prod', 'production', { health: 'unknown' }),
      ],
      deployments: [],
      commits: [],
      runs: [],
      gates: [],
    });
    expect(states(release)).toContain('prod unknown');
    expect(release.stations[1].note?.code).toBe('station-gates-not-evaluated');
  });

  it('does not wait for a release that was overtaken before anybody looked', () => {
    const releases = releaseJourney({
      environments: [
        environment('dev', 'development', { running: v(2) }),
        environment('prod', 'production', { running: v(1) }),
      ],
      deployments: [],
      commits: [commit(1, 1), commit(2, 2)],
      runs: [],
    });
    expect(releases.map(states)).toEqual([
      expect.arrayContaining(['dev passed', 'prod waiting']),
      expect.arrayContaining(['dev unknown', 'prod passed']),
    ]);
  });

  it('shows as many as asked for', () => {
    const releases = releaseJourney({
      environments: [],
      deployments: [1, 2, 3, 4].map(number =>
        deployment('dev', v(number), 'succeeded', number),
      ),
      commits: [],
      runs: [],
      limit: 2,
    });
    expect(releases.map(({ version }) => version.label)).toEqual([
      '1.4.0',
      '1.3.0',
    ]);
  });
});

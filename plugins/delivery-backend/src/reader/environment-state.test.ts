import { parseVersion } from '@heal7/backstage-plugin-delivery-common';
import { EnvironmentConfig } from '../config/delivery-config';
import { SourceStatus } from '../store/source-store';
import { EnvironmentSnapshot } from './environment-snapshot';
import { EnvironmentStateInput, environmentState } from './environment-state';

const now = new Date('2026-01-01T12:00:00Z');
const fresh = '2026-01-01T11:59:50.000Z';
const environment: EnvironmentConfig = {
  name: 'prod',
  title: 'Production',
  tier: 'production',
  cluster: 'two',
  namespace: 'prod',
  strategy: 'canary',
};
const snapshot: EnvironmentSnapshot = {
  service: 'shop',
  namespace: 'prod',
  deploymentName: 'shop',
  runningTag: '1.0-abcdef1',
  desiredTag: '1.0-abcdef1',
  health: 'healthy',
  sync: 'synced',
  pods: { ready: 2, desired: 2 },
  complete: true,
  failed: false,
  replicaSets: [],
  links: [],
  problems: [],
};
const source = (
  part: string,
  more: Partial<SourceStatus> = {},
): SourceStatus => ({
  scope: 'cluster:two',
  part,
  state: 'ok',
  since: '2026-01-01T10:00:00.000Z',
  contactAt: fresh,
  ...more,
});
const state = (more: Partial<EnvironmentStateInput> = {}) =>
  environmentState(
    {
      service: 'shop',
      environment,
      snapshot,
      sources: [source('deployments@prod')],
      history: [],
      events: [],
      samples: { weight: [], metrics: {} },
      describe: tag => parseVersion(tag, /^(?<label>.+)-(?<commit>\w+)$/),
      ...more,
    },
    now,
  );

describe('environmentState', () => {
  it('is fresh while the cluster answers', () => {
    expect(state()).toMatchObject({
      running: { label: '1.0' },
      stale: false,
      observedAt: fresh,
      problems: [],
    });
  });

  it('keeps old data of a cluster that does not answer, and names the cluster once', () => {
    const down = source('deployments@prod', {
      state: 'unreachable',
      message: 'Cluster two: no answer within 10 seconds',
    });
    expect(state({ sources: [down] })).toMatchObject({
      running: { label: '1.0' },
      stale: true,
      problems: [
        {
          code: 'cluster-unreachable',
          text: 'Cluster two is not reachable: no answer within 10 seconds',
          since: '2026-01-01T10:00:00.000Z',
        },
      ],
    });
    expect(state({ sources: [down], snapshot: undefined })).toMatchObject({
      health: 'unknown',
      stale: false,
    });
  });

  it('notices that nobody watches any more', () => {
    const silent = source('deployments@prod', {
      contactAt: '2026-01-01T11:00:00.000Z',
    });
    expect(state({ sources: [silent] })).toMatchObject({
      stale: true,
      problems: [
        { code: 'cluster-not-watched', since: '2026-01-01T11:00:00.000Z' },
      ],
    });
    expect(state({ sources: [], snapshot: undefined }).problems).toMatchObject([
      { code: 'not-observed-yet', severity: 'info' },
    ]);
  });

  it('tells which part cannot be read, and nothing of other namespaces and clusters', () => {
    const forbidden = {
      state: 'forbidden' as const,
      message: 'Cluster two: not yours',
    };
    const { problems, stale } = state({
      sources: [
        source('deployments@prod'),
        source('canaries@prod', forbidden),
        source('pods@dev', forbidden),
        source('pods@prod', { ...forbidden, scope: 'cluster:one' }),
        source('virtualservices@prod', { state: 'absent' }),
      ],
    });
    expect(stale).toBe(false);
    expect(problems.map(({ text }) => text)).toEqual([
      'Canaries of two cannot be read: not yours',
    ]);
  });

  it('looks for Applications where they are', () => {
    const hub = { ...environment, argocdCluster: 'hub' };
    const down = { state: 'unreachable' as const, message: 'down' };
    const sources = [
      source('deployments@prod'),
      source('applications@*', { ...down, scope: 'cluster:hub' }),
    ];
    expect(state({ environment: hub, sources }).problems).toMatchObject([
      {
        scope: 'cluster:hub',
        text: 'Argo CD Applications of hub cannot be read: down',
      },
    ]);
    expect(state({ sources }).problems).toEqual([]);
  });

  it('tells "nothing was ever deployed" from "what was deployed is gone"', () => {
    const { desiredTag: _d, runningTag: _r, ...empty } = snapshot;
    const missing = {
      ...empty,
      health: 'missing' as const,
      pods: { ready: 0, desired: 0 },
    };
    expect(state({ snapshot: missing })).toMatchObject({ notDeployed: true });
    const history = [
      {
        id: '1',
        environment: 'prod',
        toTag: '1.0-abcdef1',
        startedAt: fresh,
        outcome: 'succeeded' as const,
        kind: 'deployment' as const,
        links: [],
      },
    ];
    for (const input of [
      { snapshot: missing, history },
      { snapshot: { ...missing, sync: 'out-of-sync' as const } },
      { snapshot: { ...missing, sync: 'not-managed' as const } },
      { snapshot },
    ]) {
      expect(state(input).notDeployed).toBeUndefined();
    }
  });

  it('says why earlier deployments are not known', () => {
    expect(
      state({ backfill: { error: 'GitHub answered 502' } }).problems,
    ).toMatchObject([
      {
        code: 'history-unreadable',
        severity: 'info',
        text: 'Earlier deployments to Production are not known: GitHub answered 502',
      },
    ]);
  });

  it('explains an environment without a cluster', () => {
    const { cluster: _, ...without } = environment;
    expect(state({ environment: without, snapshot: undefined })).toMatchObject({
      health: 'unknown',
      problems: [{ code: 'environment-without-cluster', severity: 'info' }],
    });
    expect(state({ unusable: 'Cluster two is odd.' }).problems).toMatchObject([
      {
        code: 'cluster-unusable',
        text: 'Cluster two is odd.',
        severity: 'error',
      },
    ]);
  });

  it('says when a running canary is not measured', () => {
    const rollout = {
      name: 'shop',
      phase: 'progressing' as const,
      reportedWeight: 10,
      maxWeight: 50,
      stepWeights: [10, 50],
      failedChecks: 0,
      threshold: 5,
      intervalSeconds: 60,
      metrics: [],
    };
    expect(
      state({ snapshot: { ...snapshot, rollout } }).problems,
    ).toMatchObject([{ code: 'metrics-not-configured', severity: 'info' }]);
    expect(
      state({
        snapshot: { ...snapshot, rollout: { ...rollout, phase: 'succeeded' } },
      }).problems,
    ).toEqual([]);
  });
});

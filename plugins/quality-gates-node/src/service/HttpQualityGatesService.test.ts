import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Evaluation,
  EvaluationsQuery,
} from '@heal7/backstage-plugin-quality-gates-common';
import { HttpQualityGatesService } from './HttpQualityGatesService';

const credentials: BackstageCredentials = {
  $$type: '@backstage/BackstageCredentials',
  principal: { type: 'user', userEntityRef: 'user:default/minji' },
};

function evaluation(commit: string, createdAt: string): Evaluation {
  return {
    id: commit,
    entityRef: 'component:default/a',
    commit,
    run: { id: '1' },
    gate: 'heal7',
    verdict: 'passed',
    checks: [],
    problems: [],
    parts: ['main'],
    pendingParts: [],
    createdAt,
    updatedAt: createdAt,
  };
}

describe('HttpQualityGatesService', () => {
  const getPluginRequestToken = jest.fn(async () => ({ token: 'for-gates' }));
  const listEvaluations = jest.fn(async (query: EvaluationsQuery) => ({
    items: (query.commits ?? ['x']).map(commit =>
      evaluation(commit, `2026-01-01T00:00:00.${commit.padStart(3, '0')}Z`),
    ),
  }));
  const service = new HttpQualityGatesService({
    api: { listEvaluations },
    auth: { getPluginRequestToken },
  });
  beforeEach(() => jest.clearAllMocks());

  it('asks in the name of the caller, in portions, each commit once', async () => {
    const commits = Array.from({ length: 60 }, (_, index) => `${index}`);
    const found = await service.getLatestEvaluations(
      { entityRef: 'component:default/a', commits: [...commits, '0'] },
      { credentials },
    );
    expect(getPluginRequestToken).toHaveBeenCalledWith({
      onBehalfOf: credentials,
      targetPluginId: 'quality-gates',
    });
    expect(
      listEvaluations.mock.calls.map(([query]) => query.commits?.length),
    ).toEqual([50, 10]);
    expect(found).toHaveLength(60);
    expect(found[0].commit).toBe('59');
  });

  it('asks nothing about no commits', async () => {
    expect(
      await service.getLatestEvaluations(
        { entityRef: 'component:default/a', commits: [] },
        { credentials },
      ),
    ).toEqual([]);
    expect(listEvaluations).not.toHaveBeenCalled();
  });

  it('asks for the latest commits when none are named', async () => {
    await service.getLatestEvaluations(
      { entityRef: 'component:default/a' },
      { credentials },
    );
    expect(listEvaluations).toHaveBeenCalledWith(
      { entityRef: 'component:default/a', latestPerCommit: true, limit: 20 },
      { token: 'for-gates' },
    );
  });
});

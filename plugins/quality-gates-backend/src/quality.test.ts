import request from 'supertest';
import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  DeployedCommit,
  OpenPullRequest,
} from '@heal7/backstage-plugin-quality-gates-common';
import { pluginStarter } from './__testUtils__/startPlugin';
import {
  commitA,
  commitB,
  evaluationRequest,
  goodMeasurements,
} from './testing';

const entityRef = 'component:default/saju-calculator';
const page = '/services/component/default/saju-calculator';
const badMeasurements = goodMeasurements.map(it =>
  it.id === 'coverage.lines' && !it.source.scope ? { ...it, value: 50 } : it,
);

function pullRequest(commit: string): OpenPullRequest {
  return {
    number: 3,
    title: 'Lunar months',
    url: 'https://github.com/heal7/saju-calculator/pull/3',
    branch: 'lunar',
    commit,
  };
}

const production: DeployedCommit = {
  environment: 'prod',
  tier: 'production',
  commit: commitA.slice(0, 7),
};

describe('the pages of the quality gates', () => {
  const start = pluginStarter();

  it('show the default branch, what is deployed and the pull requests', async () => {
    const { get, post, server } = await start({
      connect: it => {
        it.addPullRequestSource({
          listOpen: async () => [pullRequest(commitB)],
        });
        it.addDeployedCommitsSource({ list: async () => [production] });
      },
    });
    const old = await post(evaluationRequest());
    const request2 = await post(
      evaluationRequest({
        commit: commitB,
        branch: 'lunar',
        pullRequest: 3,
        measurements: badMeasurements,
      }),
    );
    const current = await post(
      evaluationRequest({ commit: 'c'.repeat(40), run: { id: '18' } }),
    );
    const { body, headers, status } = await get(page);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entityRef,
      repositoryUrl: 'https://github.com/heal7/saju-calculator',
      defaultBranch: { branch: 'main', evaluationId: current.body.id },
      deployed: [{ ...production, evaluationId: old.body.id }],
      pullRequests: [
        { ...pullRequest(commitB), evaluationId: request2.body.id },
      ],
      waivers: [],
      allowed: { requestWaiver: true, decideWaiver: true },
      problems: [],
    });
    expect(body.evaluations).toHaveLength(3);
    const coverage = body.trends.find(
      ({ checkId }: { checkId: string }) =>
        checkId === 'coverage.backend-lines',
    );
    expect(coverage.unit).toBe('percent');
    expect(
      coverage.points.map(({ commit, value }: Record<string, unknown>) => [
        commit,
        value,
      ]),
    ).toEqual([
      [commitA, 90],
      ['c'.repeat(40), 90],
    ]);
    const again = await request(server)
      .get(`/api/quality-gates${page}`)
      .set('Authorization', mockCredentials.user.header())
      .set('If-None-Match', headers.etag);
    expect(again.status).toBe(304);
  });

  it('lose only their own lane when another system is away', async () => {
    const listOpen = jest.fn(async () => {
      throw new Error('GitHub answered 502');
    });
    const { get, post } = await start({
      connect: it => {
        it.addPullRequestSource({ listOpen });
        it.addDeployedCommitsSource({
          list: async () => {
            throw new Error('no answer');
          },
        });
      },
    });
    await post(evaluationRequest());
    const { body, status } = await get(page);
    expect(status).toBe(200);
    expect(body.evaluations).toHaveLength(1);
    expect(body.problems).toEqual([
      {
        source: 'pull-requests',
        code: 'unavailable',
        text: 'The open pull requests could not be asked: GitHub answered 502',
      },
      {
        source: 'deployments',
        code: 'unavailable',
        text: 'What is deployed could not be asked: no answer',
      },
    ]);
    await get(page);
    expect(listOpen).toHaveBeenCalledTimes(1);
  });

  it('say what the caller may do, and nothing to whom may not read', async () => {
    const { get } = await start({ denied: ['quality-gates.waiver.decide'] });
    expect((await get(page)).body.allowed).toEqual({
      requestWaiver: true,
      decideWaiver: false,
    });
    expect((await get('/services/component/default/nobody')).status).toBe(404);
    const closed = await start({ denied: ['quality-gates.evaluation.read'] });
    expect((await closed.get(page)).status).toBe(403);
    expect((await closed.get('/waivers')).body).toEqual({ items: [] });
    expect((await closed.get('/fleet')).body.items).toEqual([]);
  });

  it('list the fleet, sorted and filtered', async () => {
    const { get, post } = await start();
    await post(evaluationRequest({ measurements: badMeasurements }));
    await post(
      evaluationRequest({ entityRef: 'component:default/heal7-frontend' }),
    );
    const { body } = await get('/fleet');
    expect(body.items.map((it: { entityRef: string }) => it.entityRef)).toEqual(
      [entityRef, 'component:default/heal7-frontend'],
    );
    expect(body.totals).toMatchObject({ failed: 1, inconclusive: 1 });
    expect(body.items[0].owner).toBe('group:default/team-saju');
    const names = async (query: string) =>
      (await get(`/fleet?${query}`)).body.items.map(
        (it: { entityRef: string }) => it.entityRef.split('/')[1],
      );
    expect(await names('sort=name')).toEqual([
      'heal7-frontend',
      'saju-calculator',
    ]);
    expect(await names('text=CALC')).toEqual(['saju-calculator']);
    expect(await names('owner=group:default/other')).toEqual([]);
    expect(await names('owner=group:default/team-saju&limit=1')).toHaveLength(
      1,
    );
    expect(await names('failing=coverage.backend-lines')).toEqual([
      'saju-calculator',
    ]);
    expect((await get('/fleet?sort=colour')).status).toBe(400);
    expect((await get('/fleet?cursor=abc')).status).toBe(400);
  });
});

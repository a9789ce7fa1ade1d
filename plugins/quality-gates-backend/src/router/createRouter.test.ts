import express from 'express';
import request from 'supertest';
import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import {
  heal7Gate,
  type EvaluationRequest,
  type FleetPage,
  type ServiceQuality,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { EvaluationService } from '../service/EvaluationService';
import { commitA, evaluation, evaluationRequest, waiver } from '../testing';
import { createRouter } from './createRouter';

/** Answers that hold everything an answer can hold. */
function fullEvaluation(body: EvaluationRequest) {
  return evaluation({
    branch: body.branch,
    pullRequest: 3,
    run: body.run,
    verdict: 'failed',
    checks: [
      {
        id: 'coverage.backend-lines',
        title: 'Backend line coverage',
        group: 'coverage',
        blocking: true,
        verdict: 'failed',
        threshold: { min: 85 },
        unit: 'percent',
        value: 50,
        measurements: body.measurements,
        reasonCode: 'below-minimum',
        reason: '50 % is not ≥ 85 %.',
        waiver: {
          id: 'waiver-1',
          reason: 'Next week',
          approvedBy: 'user:default/haneul',
          expiresAt: '2026-03-08T10:00:00.000Z',
        },
      },
    ],
    problems: [
      { file: 'a.xml', code: 'malformed', message: 'It was cut off.' },
    ],
    parts: ['main'],
    pendingParts: ['image'],
    pendingUntil: '2026-03-01T10:30:00.000Z',
  });
}

const full = fullEvaluation(evaluationRequest());
const decided = waiver({
  state: 'revoked',
  decidedBy: 'user:default/haneul',
  decidedAt: '2026-03-02T10:00:00.000Z',
  decisionReason: 'Not needed any more',
});

const quality: ServiceQuality = {
  entityRef: full.entityRef,
  repositoryUrl: 'https://github.com/heal7/saju-calculator',
  evaluations: [full],
  defaultBranch: { branch: 'main', evaluationId: full.id },
  deployed: [
    {
      environment: 'prod',
      tier: 'production',
      commit: 'a1b2c3d',
      version: '1.2.3',
      evaluationId: full.id,
    },
  ],
  pullRequests: [
    {
      number: 3,
      title: 'Lunar months',
      url: 'https://github.com/heal7/saju-calculator/pull/3',
      branch: 'lunar',
      commit: commitA,
      author: 'minji',
      draft: true,
      evaluationId: full.id,
    },
  ],
  trends: [
    {
      checkId: 'tests.failed',
      unit: 'count',
      points: [
        {
          at: full.createdAt,
          commit: commitA,
          evaluationId: full.id,
          verdict: 'passed',
          value: 0,
        },
      ],
    },
  ],
  waivers: [decided],
  allowed: { requestWaiver: true, decideWaiver: false },
  problems: [
    { source: 'pull-requests', code: 'unavailable', text: 'GitHub is away.' },
  ],
};

const fleetPage: FleetPage = {
  items: [
    {
      entityRef: full.entityRef,
      owner: 'group:default/team-saju',
      evaluationId: full.id,
      commit: commitA,
      verdict: 'failed',
      updatedAt: full.updatedAt,
      cells: {
        'tests.failed': {
          verdict: 'failed',
          value: 1,
          unit: 'count',
          waived: true,
        },
      },
    },
  ],
  checks: [
    {
      id: 'tests.failed',
      title: 'Failed tests',
      group: 'tests',
      blocking: true,
      threshold: { max: 0 },
      services: 1,
      failed: 0,
      unclear: 0,
      waived: 1,
      pending: 0,
    },
  ],
  totals: { passed: 0, inconclusive: 0, error: 0, failed: 1 },
  pending: 0,
  nextCursor: 'more',
};

// An answer that breaks openapi.yaml becomes a 500.
describe('the HTTP API keeps its contract', () => {
  const service: EvaluationService = {
    create: async body => ({ evaluation: fullEvaluation(body), created: true }),
    get: async () => full,
    list: async () => ({ items: [full], nextCursor: 'more' }),
    gates: () => [heal7Gate('backend')],
  };

  function start(evaluations = service) {
    const decide = jest.fn(async () => decided);
    const app = express();
    app.use(
      createRouter({
        evaluations,
        waivers: {
          request: async () => waiver(),
          decide,
          get: async () => decided,
          list: async () => ({ items: [decided], nextCursor: 'more' }),
        },
        quality: { read: async () => quality },
        fleet: { page: async () => fleetPage },
        httpAuth: mockServices.httpAuth(),
        maxRequestBytes: 100_000,
        validateResponses: true,
      }),
    );
    app.use(mockErrorHandler());
    return { server: app, decide };
  }

  it('for every answer', async () => {
    const { server } = start();
    const created = await request(server)
      .post('/evaluations')
      .send(evaluationRequest());
    expect(created.status).toBe(201);
    const listed = await request(server).get(
      `/evaluations?entityRef=component:default/a&commit=${commitA}&limit=1`,
    );
    expect(listed.body.nextCursor).toBe('more');
    for (const path of [
      '/evaluations/1',
      '/gates',
      '/services/component/default/saju-calculator',
      '/fleet?owner=group:default/a&owner=b:c/d&text=x&failing=tests.failed&sort=name&order=desc&limit=200&cursor=abc',
      '/fleet',
      '/waivers?entityRef=component:default/a&state=expired&limit=1&cursor=abc',
    ]) {
      const answer = await request(server).get(path);
      expect([path, answer.status]).toEqual([path, 200]);
    }
    const { checkId, entityRef, expiresAt, reason } = waiver();
    const asked = await request(server)
      .post('/waivers')
      .send({ checkId, entityRef, expiresAt, reason });
    expect(asked.status).toBe(201);
  });

  it('and this test would notice', async () => {
    const { server } = start({
      ...service,
      get: async () => ({ ...full, run: { id: '' } }),
    });
    expect((await request(server).get('/evaluations/1')).status).toBe(500);
  });

  it('sends the page of a service once, and then only that it is the same', async () => {
    const { server } = start();
    const path = '/services/component/default/saju-calculator';
    const first = await request(server).get(path);
    const { etag } = first.headers;
    const second = await request(server).get(path).set('If-None-Match', etag);
    expect(second.status).toBe(304);
    expect(second.text).toBe('');
  });

  it.each(['approve', 'reject', 'revoke'] as const)(
    'passes on the decision to %s',
    async action => {
      const { decide, server } = start();
      const answer = await request(server)
        .post(`/waivers/w-1/${action}`)
        .send({ reason: 'Because' });
      expect(answer.status).toBe(200);
      expect(decide).toHaveBeenCalledWith(
        'w-1',
        { action, reason: 'Because' },
        expect.anything(),
      );
      const plain = await request(server)
        .post(`/waivers/w-1/${action}`)
        .send({});
      expect(plain.status).toBe(200);
      expect(decide).toHaveBeenLastCalledWith(
        'w-1',
        { action },
        expect.anything(),
      );
    },
  );
});

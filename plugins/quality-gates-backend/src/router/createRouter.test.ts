import express from 'express';
import request from 'supertest';
import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import {
  heal7Gate,
  type EvaluationRequest,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { EvaluationService } from '../service/EvaluationService';
import { commitA, evaluation, evaluationRequest } from '../testing';
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
      },
    ],
    problems: [
      { file: 'a.xml', code: 'malformed', message: 'It was cut off.' },
    ],
  });
}

// An answer that breaks openapi.yaml becomes a 500.
describe('the HTTP API keeps its contract', () => {
  const service: EvaluationService = {
    create: async body => ({ evaluation: fullEvaluation(body), created: true }),
    get: async () => fullEvaluation(evaluationRequest()),
    list: async () => ({
      items: [fullEvaluation(evaluationRequest())],
      nextCursor: 'more',
    }),
    gates: () => [heal7Gate('backend')],
  };

  function start(evaluations = service) {
    const app = express();
    app.use(
      createRouter({
        evaluations,
        httpAuth: mockServices.httpAuth(),
        auditor: mockServices.auditor.mock({
          createEvent: async () => ({
            success: async () => {},
            fail: async () => {},
          }),
        }),
        maxRequestBytes: 100_000,
        validateResponses: true,
      }),
    );
    app.use(mockErrorHandler());
    return app;
  }

  it('for every answer', async () => {
    const server = start();
    const created = await request(server)
      .post('/evaluations')
      .send(evaluationRequest());
    expect(created.status).toBe(201);
    const listed = await request(server).get(
      `/evaluations?entityRef=component:default/a&commit=${commitA}&limit=1`,
    );
    expect(listed.body.nextCursor).toBe('more');
    expect((await request(server).get('/evaluations/1')).status).toBe(200);
    expect((await request(server).get('/gates')).status).toBe(200);
  });

  it('and this test would notice', async () => {
    const broken = fullEvaluation(evaluationRequest());
    const server = start({
      ...service,
      get: async () => ({ ...broken, run: { id: '' } }),
    });
    expect((await request(server).get('/evaluations/1')).status).toBe(500);
  });
});

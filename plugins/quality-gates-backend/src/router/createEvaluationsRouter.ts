import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { EvaluationRequest } from '@heal7/backstage-plugin-quality-gates-common';
import type { EvaluationService } from '../service/EvaluationService';
import type { CallerOf } from './CallerOf';
import { parseEntity } from './parseEntity';
import { parseListQuery } from './parseListQuery';

/** `/evaluations` and `/gates`. */
export function createEvaluationsRouter(
  evaluations: EvaluationService,
  callerOf: CallerOf,
): Router {
  const router: Router = PromiseRouter();

  router.post('/evaluations', async (request, response) => {
    const caller = await callerOf(request);
    const body: EvaluationRequest = request.body;
    const { evaluation, created } = await evaluations.create(
      {
        ...body,
        entityRef: parseEntity(body.entityRef),
        commit: body.commit.toLowerCase(),
      },
      caller,
    );
    response.status(created ? 201 : 200).json(evaluation);
  });

  router.get('/evaluations', async (request, response) => {
    const caller = await callerOf(request);
    response.json(
      await evaluations.list(parseListQuery(request.query), caller),
    );
  });

  router.get('/evaluations/:id', async (request, response) => {
    const caller = await callerOf(request);
    response.json(await evaluations.get(request.params.id, caller));
  });

  router.get('/gates', async (request, response) => {
    await callerOf(request);
    response.json({ items: evaluations.gates() });
  });

  return router;
}

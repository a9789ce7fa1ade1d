import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type {
  WaiverDecision,
  WaiverRequest,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { WaiverService } from '../waivers/WaiverService';
import type { CallerOf } from './CallerOf';
import { parseEntity } from './parseEntity';
import { parseWaiversQuery } from './parseWaiversQuery';

const actions: WaiverDecision['action'][] = ['approve', 'reject', 'revoke'];

/** `/waivers`. */
export function createWaiversRouter(
  waivers: WaiverService,
  callerOf: CallerOf,
): Router {
  const router: Router = PromiseRouter();

  router.get('/waivers', async (request, response) => {
    const caller = await callerOf(request);
    response.json(await waivers.list(parseWaiversQuery(request.query), caller));
  });

  router.post('/waivers', async (request, response) => {
    const caller = await callerOf(request);
    const body: WaiverRequest = request.body;
    const waiver = await waivers.request(
      { ...body, entityRef: parseEntity(body.entityRef) },
      caller,
    );
    response.status(201).json(waiver);
  });

  for (const action of actions) {
    router.post(`/waivers/:id/${action}`, async (request, response) => {
      const caller = await callerOf(request);
      const { reason }: { reason?: string } = request.body ?? {};
      const decision = { action, ...(reason === undefined ? {} : { reason }) };
      response.json(await waivers.decide(request.params.id, decision, caller));
    });
  }

  return router;
}

import { AuthService, HttpAuthService } from '@backstage/backend-plugin-api';
import express, { Request } from 'express';
import Router from 'express-promise-router';
import { callerOf } from './caller-of';
import {
  parseHoldsQuery,
  parseListQuery,
  parsePlanRequest,
  parseRejection,
  parseRollbackRequest,
} from './rollback-requests';
import { RollbackCaller, RollbackService } from './rollback-service';

/** `/rollbacks` and `/holds`. */
export function createRollbackRouter(options: {
  service: RollbackService;
  auth: AuthService;
  httpAuth: HttpAuthService;
}): express.Router {
  const { service, auth, httpAuth } = options;

  const callerOfRequest = async (request: Request): Promise<RollbackCaller> => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return { ...callerOf(auth, credentials), request };
  };

  const router = Router();
  const json = express.json({ limit: '64kb' });

  router.post('/rollbacks/plan', json, async (request, response) => {
    const plan = await service.plan(
      parsePlanRequest(request.body),
      await callerOfRequest(request),
    );
    response.json(plan);
  });
  router.post('/rollbacks', json, async (request, response) => {
    const wish = parseRollbackRequest(request.body);
    response
      .status(201)
      .json(await service.request(wish, await callerOfRequest(request)));
  });
  router.get('/rollbacks', async (request, response) => {
    response.json(
      await service.list(
        parseListQuery(request.query),
        await callerOfRequest(request),
      ),
    );
  });
  router.get('/rollbacks/:id', async (request, response) => {
    response.json(
      await service.get(request.params.id, await callerOfRequest(request)),
    );
  });
  router.post('/rollbacks/:id/approve', async (request, response) => {
    response.json(
      await service.approve(request.params.id, await callerOfRequest(request)),
    );
  });
  router.post('/rollbacks/:id/reject', json, async (request, response) => {
    const { reason } = parseRejection(request.body);
    response.json(
      await service.reject(
        request.params.id,
        reason,
        await callerOfRequest(request),
      ),
    );
  });
  router.post('/rollbacks/:id/cancel', async (request, response) => {
    response.json(
      await service.cancel(request.params.id, await callerOfRequest(request)),
    );
  });
  router.get('/holds', async (request, response) => {
    const { entityRef } = parseHoldsQuery(request.query);
    response.json({
      items: await service.listHolds(entityRef, await callerOfRequest(request)),
    });
  });
  router.delete('/holds/:id', async (request, response) => {
    await service.liftHold(request.params.id, await callerOfRequest(request));
    response.status(204).end();
  });
  return router;
}

import { AuthService, HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import express, { Request } from 'express';
import Router from 'express-promise-router';
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

  const callerOf = async (request: Request): Promise<RollbackCaller> => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    if (auth.isPrincipal(credentials, 'user')) {
      return {
        credentials,
        actor: credentials.principal.userEntityRef,
        request,
      };
    }
    if (auth.isPrincipal(credentials, 'service')) {
      return {
        credentials,
        actor: `service:${credentials.principal.subject}`,
        request,
      };
    }
    throw new NotAllowedError('Only signed-in people and services may do this');
  };

  const router = Router();
  const json = express.json({ limit: '64kb' });

  router.post('/rollbacks/plan', json, async (request, response) => {
    const plan = await service.plan(
      parsePlanRequest(request.body),
      await callerOf(request),
    );
    response.json(plan);
  });
  router.post('/rollbacks', json, async (request, response) => {
    const wish = parseRollbackRequest(request.body);
    response
      .status(201)
      .json(await service.request(wish, await callerOf(request)));
  });
  router.get('/rollbacks', async (request, response) => {
    response.json(
      await service.list(
        parseListQuery(request.query),
        await callerOf(request),
      ),
    );
  });
  router.get('/rollbacks/:id', async (request, response) => {
    response.json(
      await service.get(request.params.id, await callerOf(request)),
    );
  });
  router.post('/rollbacks/:id/approve', async (request, response) => {
    response.json(
      await service.approve(request.params.id, await callerOf(request)),
    );
  });
  router.post('/rollbacks/:id/reject', json, async (request, response) => {
    const { reason } = parseRejection(request.body);
    response.json(
      await service.reject(request.params.id, reason, await callerOf(request)),
    );
  });
  router.post('/rollbacks/:id/cancel', async (request, response) => {
    response.json(
      await service.cancel(request.params.id, await callerOf(request)),
    );
  });
  router.get('/holds', async (request, response) => {
    const { entityRef } = parseHoldsQuery(request.query);
    response.json({
      items: await service.listHolds(entityRef, await callerOf(request)),
    });
  });
  router.delete('/holds/:id', async (request, response) => {
    await service.liftHold(request.params.id, await callerOf(request));
    response.status(204).end();
  });
  return router;
}

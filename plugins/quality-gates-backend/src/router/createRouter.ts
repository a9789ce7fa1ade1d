import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { EvaluationRequest } from '@heal7/backstage-plugin-quality-gates-common';
import type { EvaluationService } from '../service/EvaluationService';
import { audited } from './audited';
import { jsonBody } from './jsonBody';
import { openApiDocument } from './openApiDocument';
import { parseEntity } from './parseEntity';
import { parseListQuery } from './parseListQuery';

export interface RouterOptions {
  evaluations: EvaluationService;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  maxRequestBytes: number;
  /** Also hold the answers against the contract; tests do. Default: false. */
  validateResponses?: boolean;
}

/** The HTTP API of `openapi.yaml`. */
export function createRouter(options: RouterOptions): Router {
  const { evaluations, httpAuth, auditor } = options;
  const credentialsOf = (request: express.Request) =>
    httpAuth.credentials(request, { allow: ['user', 'service'] });
  const api: Router = PromiseRouter();

  api.post('/evaluations', async (request, response) => {
    const credentials = await credentialsOf(request);
    const body: EvaluationRequest = request.body;
    const { entityRef, commit, run } = body;
    const { evaluation, created } = await audited(
      auditor,
      {
        eventId: 'evaluation-create',
        severityLevel: 'low',
        request,
        meta: { entityRef, commit, runId: run.id },
      },
      () =>
        evaluations.create(
          {
            ...body,
            entityRef: parseEntity(entityRef),
            commit: commit.toLowerCase(),
          },
          { credentials },
        ),
      result => ({
        verdict: result.evaluation.verdict,
        created: result.created,
      }),
    );
    response.status(created ? 201 : 200).json(evaluation);
  });

  api.get('/evaluations', async (request, response) => {
    const credentials = await credentialsOf(request);
    const filter = parseListQuery(request.query);
    response.json(await evaluations.list(filter, { credentials }));
  });

  api.get('/evaluations/:id', async (request, response) => {
    const credentials = await credentialsOf(request);
    response.json(await evaluations.get(request.params.id, { credentials }));
  });

  api.get('/gates', async (request, response) => {
    await credentialsOf(request);
    response.json({ items: evaluations.gates() });
  });

  const router = express.Router();
  router.use(...jsonBody(options.maxRequestBytes));
  router.use(
    createValidatedOpenApiRouter(openApiDocument(), {
      // The body is parsed above, where a body that is too large gets its own status; an empty list is refused.
      middleware: [(_request, _response, next) => next()],
      // The platform has authenticated the caller before a request comes here.
      validatorOptions: {
        validateSecurity: false,
        validateResponses: options.validateResponses ?? false,
      },
    }),
  );
  router.use(api);
  return router;
}

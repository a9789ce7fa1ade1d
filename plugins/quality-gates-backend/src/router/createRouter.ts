import express, { type Router } from 'express';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { EvaluationService } from '../service/EvaluationService';
import type { WaiverService } from '../waivers/WaiverService';
import { createCallerOf } from './CallerOf';
import { createEvaluationsRouter } from './createEvaluationsRouter';
import {
  createServicesRouter,
  type ServicesRouterOptions,
} from './createServicesRouter';
import { createWaiversRouter } from './createWaiversRouter';
import { jsonBody } from './jsonBody';
import { openApiDocument } from './openApiDocument';

export interface RouterOptions
  extends Pick<ServicesRouterOptions, 'quality' | 'fleet'> {
  evaluations: EvaluationService;
  waivers: WaiverService;
  httpAuth: HttpAuthService;
  maxRequestBytes: number;
  /** Also hold the answers against the contract; tests do. Default: false. */
  validateResponses?: boolean;
}

/** The HTTP API of `openapi.yaml`. */
export function createRouter(options: RouterOptions): Router {
  const { evaluations, fleet, httpAuth, quality, waivers } = options;
  const callerOf = createCallerOf(httpAuth);
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
  router.use(createEvaluationsRouter(evaluations, callerOf));
  router.use(createServicesRouter({ quality, fleet, callerOf }));
  router.use(createWaiversRouter(waivers, callerOf));
  return router;
}

import {
  HttpAuthService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import express, { RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { etagOf } from './service/etag-of';
import {
  parseEntityPath,
  parseFleetQuery,
} from './service/parse-service-request';
import { ServiceAnswers } from './service/service-answers';

/** Checks every request against `src/schema/openapi.yaml` before any router sees it. */
function createValidator(): RequestHandler {
  const path = resolvePackagePath(
    '@heal7/backstage-plugin-delivery-backend',
    'src/schema/openapi.yaml',
  );
  // Handlers parse what they need themselves; the specification is for what may come in at all.
  return createValidatedOpenApiRouterFromGeneratedEndpointMap<
    Record<string, never>
  >(parse(readFileSync(path, 'utf8')), {
    middleware: [express.json({ limit: '64kb' })],
  });
}

/** The HTTP API: the read half here, the other parts as routers of their own behind the same validation. */
export function createRouter(options: {
  answers: ServiceAnswers;
  httpAuth: HttpAuthService;
  /** Routers of other parts of the plugin. */
  routers: Router[];
}): Router {
  const { answers, httpAuth, routers } = options;
  const router = PromiseRouter();
  router.use(createValidator());

  router.get('/services', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    response.json(
      await answers.services(parseFleetQuery(request.query), credentials),
    );
  });

  router.get('/services/:kind/:namespace/:name', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const delivery = await answers.service(
      parseEntityPath(request.params),
      credentials,
    );
    const etag = etagOf(delivery);
    response.set({
      ETag: etag,
      // Answers differ by person, and the tab always asks.
      'Cache-Control': 'private, no-cache',
      // A frontend on another origin must be able to read it.
      'Access-Control-Expose-Headers': 'ETag',
    });
    if (request.get('If-None-Match') === etag) {
      response.status(304).end();
      return;
    }
    response.json(delivery);
  });

  routers.forEach(part => router.use(part));
  return router;
}

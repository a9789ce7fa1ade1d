import { createHash } from 'node:crypto';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  FleetPage,
  FleetQuery,
  ServiceQuality,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { CallerOf } from './CallerOf';
import { parseEntity } from './parseEntity';
import { parseFleetQuery } from './parseFleetQuery';

/** What the pages read. */
export interface ServicesRouterOptions {
  quality: {
    read(
      entityRef: string,
      credentials: BackstageCredentials,
    ): Promise<ServiceQuality>;
  };
  fleet: {
    page(
      query: FleetQuery & { limit: number },
      credentials: BackstageCredentials,
    ): Promise<FleetPage>;
  };
  callerOf: CallerOf;
}

/** `/services` and `/fleet`. */
export function createServicesRouter(options: ServicesRouterOptions): Router {
  const { callerOf, fleet, quality } = options;
  const router: Router = PromiseRouter();

  router.get('/services/:kind/:namespace/:name', async (request, response) => {
    const { credentials } = await callerOf(request);
    const { kind, name, namespace } = request.params;
    const entityRef = parseEntity(`${kind}:${namespace}/${name}`);
    const answer = await quality.read(entityRef, credentials);
    // Express answers 304 where the caller has it already.
    response.set('ETag', etagOf(answer));
    response.set('Cache-Control', 'private, no-cache');
    response.json(answer);
  });

  router.get('/fleet', async (request, response) => {
    const { credentials } = await callerOf(request);
    response.json(
      await fleet.page(parseFleetQuery(request.query), credentials),
    );
  });

  return router;
}

function etagOf(answer: ServiceQuality): string {
  const text = JSON.stringify(answer);
  return `W/"${createHash('sha256').update(text).digest('base64url')}"`;
}

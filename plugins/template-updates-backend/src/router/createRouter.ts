import express, { type Request, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { TemplatePreviewer } from '../templates/TemplatePreviewer';
import type { UpdateService } from '../updates/UpdateService';
import { openApiDocument } from './openApiDocument';

export interface RouterOptions {
  updates: UpdateService;
  previewer: Pick<TemplatePreviewer, 'preview'>;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  /** Also hold the answers against the contract; tests do. Default: false. */
  validateResponses?: boolean;
}

const path = '/services/:kind/:namespace/:name';

/** The HTTP API of `openapi.yaml`. */
export function createRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, previewer, updates } = options;
  const caller = async (request: Request) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });
  const api: Router = PromiseRouter();

  api.get('/services', async (request, response) => {
    response.json(
      await updates.fleet(
        { owners: ownersOf(request.query.owner) },
        await caller(request),
      ),
    );
  });
  api.get(path, async (request, response) => {
    response.json(await updates.get(refOf(request), await caller(request)));
  });
  api.post(`${path}/check`, async (request, response) => {
    response.json(await updates.check(refOf(request), await caller(request)));
  });
  api.post(`${path}/preview`, async (request, response) => {
    response.json(await updates.preview(refOf(request), await caller(request)));
  });
  api.post(`${path}/pull-requests`, async (request, response) => {
    const entityRef = refOf(request);
    const callerOptions = await caller(request);
    const audit = await auditor.createEvent({
      eventId: 'template-update-propose',
      severityLevel: 'medium',
      request,
      meta: { entityRef },
    });
    try {
      const service = await updates.propose(entityRef, callerOptions);
      await audit.success({
        meta: { pullRequests: service.pullRequests.map(({ url }) => url) },
      });
      response.status(201).json(service);
    } catch (error) {
      await audit.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  });

  api.post('/templates/:namespace/:name/preview', async (request, response) => {
    const { namespace, name } = request.params;
    response.json(
      await previewer.preview(
        `template:${namespace}/${name}`.toLocaleLowerCase('en-US'),
        request.body.values,
        await caller(request),
      ),
    );
  });

  const router = express.Router();
  router.use(
    createValidatedOpenApiRouter(openApiDocument(), {
      validatorOptions: {
        validateSecurity: false,
        validateResponses: options.validateResponses ?? false,
      },
    }),
  );
  router.use(api);
  return router;
}

function refOf(request: Request): string {
  const { kind, namespace, name } = request.params;
  return `${kind}:${namespace}/${name}`.toLocaleLowerCase('en-US');
}

function ownersOf(value: unknown): string[] | undefined {
  if (value === undefined) return undefined;
  return [value].flat().map(owner => String(owner).toLocaleLowerCase('en-US'));
}

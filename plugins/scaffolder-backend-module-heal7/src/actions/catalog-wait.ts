import { setTimeout as sleep } from 'node:timers/promises';
import type { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';

export interface CatalogWaitOptions {
  auth: AuthService;
  catalog: CatalogService;
  /** Between two looks, in milliseconds. */
  interval?: number;
}

/**
 * Waits until the catalog has an entity: `catalog:register` returns before it was processed, and links to a page that
 * does not exist yet would end the journey with an error.
 */
export function createCatalogWaitAction({
  auth,
  catalog,
  interval = 1_000,
}: CatalogWaitOptions) {
  return createTemplateAction({
    id: 'heal7:catalog:wait',
    description: 'Waits until the catalog has processed an entity.',
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string().describe('e.g. component:default/heal7-backend'),
        timeoutSeconds: z =>
          z
            .number()
            .int()
            .min(1)
            .max(600)
            .optional()
            .describe('How long to wait, default 120'),
      },
      output: {
        entityRef: z => z.string(),
      },
    },
    async handler(context) {
      const entityRef = stringifyEntityRef(
        parseEntityRef(context.input.entityRef, { defaultKind: 'component' }),
      );
      context.output('entityRef', entityRef);
      if (context.isDryRun) return;

      // Scaffolder validates the input with the schema but does not apply its defaults.
      const timeoutSeconds = context.input.timeoutSeconds ?? 120;
      const credentials = await auth.getOwnServiceCredentials();
      const looks = Math.ceil((timeoutSeconds * 1_000) / interval);
      for (let look = 0; look < looks; look++) {
        if (await catalog.getEntityByRef(entityRef, { credentials })) {
          context.logger.info(`The catalog has ${entityRef}.`);
          return;
        }
        await sleep(interval, undefined, { signal: context.signal });
      }
      throw new Error(
        `The catalog did not show ${entityRef} within ${timeoutSeconds} seconds. ` +
          `It is registered and will appear; if not, see its location under "Inspect entity" or ask the platform team.`,
      );
    },
  });
}

import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  ANNOTATION_SOURCE_LOCATION,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { projectSlugAnnotation } from '@heal7/github-client';
import type { ServiceStore } from '../store/ServiceStore';
import type { TemplateArchive } from '../templates/TemplateArchive';
import type { TemplateReader } from '../templates/TemplateReader';
import type { ServiceChecker } from './ServiceChecker';

export interface CheckEverythingOptions {
  catalog: Pick<CatalogService, 'getEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  archive: Pick<TemplateArchive, 'keep'>;
  reader: Pick<TemplateReader, 'read'>;
  checker: Pick<ServiceChecker, 'check'>;
  store: Pick<ServiceStore, 'list' | 'remove'>;
  logger: LoggerService;
  now(): Date;
}

/** Keeps the versions of all templates, then looks at all services. One that fails does not stop the others. */
export async function checkEverything(
  options: CheckEverythingOptions,
): Promise<void> {
  await keepTemplates(options);
  await checkServices(options);
}

export async function keepTemplates(
  options: Omit<CheckEverythingOptions, 'checker' | 'store'>,
): Promise<void> {
  const { archive, auth, catalog, logger, now, reader } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.getEntities(
    { filter: { kind: 'template' } },
    { credentials },
  );
  for (const entity of items) {
    const ref = stringifyEntityRef(entity);
    try {
      const snapshot = await reader.read(entity);
      if (!snapshot) continue;
      const { changed } = await archive.keep(snapshot, now());
      if (changed) {
        logger.warn(
          `${ref} ${snapshot.version} has changed without a new version: services made meanwhile cannot be updated cleanly`,
        );
      }
    } catch (error) {
      logger.warn(`${ref} could not be read: ${error}`);
    }
  }
}

async function checkServices(options: CheckEverythingOptions): Promise<void> {
  const { auth, catalog, checker, logger, store } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.getEntities(
    {
      filter: [
        {
          [`metadata.annotations.${projectSlugAnnotation}`]:
            CATALOG_FILTER_EXISTS,
          kind: ['component', 'resource', 'system'],
        },
        // The catalog says of each where it found it.
        {
          [`metadata.annotations.${ANNOTATION_SOURCE_LOCATION}`]:
            CATALOG_FILTER_EXISTS,
          kind: 'component',
        },
      ],
    },
    { credentials },
  );
  const seen = new Set<string>();
  for (const entity of items) {
    const ref = stringifyEntityRef(entity);
    seen.add(ref.toLocaleLowerCase('en-US'));
    try {
      await checker.check(entity);
    } catch (error) {
      logger.warn(`The template of ${ref} is not known: ${error}`);
    }
  }
  for (const { entityRef } of await store.list()) {
    if (!seen.has(entityRef)) await store.remove(entityRef);
  }
}

import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ServiceDelivery,
  ServiceSummary,
  deliveryServiceReadPermission,
} from '@heal7/backstage-plugin-delivery-common';
import { DefaultDeliveryReader } from '../reader/default-delivery-reader';
import { ServiceDecorator } from './service-decorator';
import { ServiceDirectory } from './service-directory';
import { kubernetesIdAnnotation, toServiceEntry } from './service-entry';

/** What the router answers: who may see what, and everything about it. */
export class ServiceAnswers {
  readonly #catalog: CatalogService;
  readonly #permissions: PermissionsService;
  readonly #directory: ServiceDirectory;
  readonly #reader: DefaultDeliveryReader;
  readonly #decorators: ServiceDecorator[];
  readonly #refreshRepositories: () => Promise<void>;
  readonly #clock: () => Date;

  constructor(options: {
    catalog: CatalogService;
    permissions: PermissionsService;
    directory: ServiceDirectory;
    reader: DefaultDeliveryReader;
    decorators: ServiceDecorator[];
    /** Reads CI runs that were never read, so that the first view need not be the second. */
    refreshRepositories: () => Promise<void>;
    clock: () => Date;
  }) {
    this.#catalog = options.catalog;
    this.#permissions = options.permissions;
    this.#directory = options.directory;
    this.#reader = options.reader;
    this.#decorators = options.decorators;
    this.#refreshRepositories = options.refreshRepositories;
    this.#clock = options.clock;
  }

  async service(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ServiceDelivery> {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(
        `There is no ${entityRef} in the catalog, or you may not see it.`,
      );
    }
    const ref = stringifyEntityRef(entity);
    const [decision] = await this.#permissions.authorize(
      [{ permission: deliveryServiceReadPermission, resourceRef: ref }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(`You may not see the delivery of ${ref}.`);
    }
    const entry = this.#directory.learn(entity);
    if (!entry) {
      return {
        entityRef: ref,
        generatedAt: this.#clock().toISOString(),
        environments: [],
        releases: [],
        history: [],
        rollbacks: [],
        holds: [],
        problems: [
          {
            code: 'entity-without-kubernetes-id',
            params: {
              annotation: kubernetesIdAnnotation,
              name: entity.metadata.name,
            },
            text: `Add the annotation ${kubernetesIdAnnotation}: ${entity.metadata.name} to the entity, and the label of the same name to its Kubernetes objects, to see its deployments here.`,
            severity: 'info',
            scope: 'entity',
          },
        ],
      };
    }
    const neverRead = await this.#reader.request(entry);
    if (neverRead) {
      // In the background: the tab is told by a signal when there is something.
      this.#refreshRepositories().catch(() => {});
    }
    let delivery = await this.#reader.getDelivery(entry, credentials);
    for (const decorate of this.#decorators) {
      delivery = await decorate(delivery, credentials);
    }
    return delivery;
  }

  async services(
    query: { cursor?: string; limit: number },
    credentials: BackstageCredentials,
  ): Promise<{ items: ServiceSummary[]; nextCursor?: string }> {
    const page = await this.#catalog.queryEntities(
      query.cursor
        ? { cursor: query.cursor, limit: query.limit }
        : {
            filter: {
              [`metadata.annotations.${kubernetesIdAnnotation}`]:
                CATALOG_FILTER_EXISTS,
            },
            orderFields: [{ field: 'metadata.name', order: 'asc' }],
            limit: query.limit,
          },
      { credentials },
    );
    const entries = page.items.flatMap(entity => toServiceEntry(entity) ?? []);
    const decisions =
      entries.length > 0
        ? await this.#permissions.authorize(
            entries.map(({ entityRef }) => ({
              permission: deliveryServiceReadPermission,
              resourceRef: entityRef,
            })),
            { credentials },
          )
        : [];
    const { nextCursor } = page.pageInfo;
    return {
      items: await this.#reader.getSummaries(
        entries.filter(
          (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
        ),
      ),
      ...(nextCursor ? { nextCursor } : {}),
    };
  }
}

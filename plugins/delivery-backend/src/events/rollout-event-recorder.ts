import { Announcer } from '../announce/announcer';
import { EnvironmentConfig, namespaceOf } from '../config/delivery-config';
import { ServiceDirectory } from '../service/service-directory';
import { ServiceEntry } from '../service/service-entry';
import { EnvironmentStore } from '../store/environment-store';
import { RolloutEventStore } from '../store/rollout-event-store';
import { RolloutEventRecord, RolloutEvents } from './rollout-events';

/** Finds whose canary an event is about, stores it once and tells the viewers. */
export class RolloutEventRecorder implements RolloutEvents {
  readonly #environments: EnvironmentConfig[];
  readonly #directory: ServiceDirectory;
  readonly #store: RolloutEventStore;
  readonly #snapshots: EnvironmentStore;
  readonly #announcer: Announcer;

  constructor(options: {
    environments: EnvironmentConfig[];
    directory: ServiceDirectory;
    store: RolloutEventStore;
    snapshots: EnvironmentStore;
    announcer: Announcer;
  }) {
    this.#environments = options.environments;
    this.#directory = options.directory;
    this.#store = options.store;
    this.#snapshots = options.snapshots;
    this.#announcer = options.announcer;
  }

  async record(event: RolloutEventRecord): Promise<boolean> {
    const places = this.#environments.filter(
      ({ cluster, name }) =>
        (event.environment === undefined || event.environment === name) &&
        (event.cluster === undefined || event.cluster === cluster),
    );
    let isNew = false;
    for (const environment of places) {
      for (const entry of await this.#owners(environment, event)) {
        const added = await this.#store.add({
          entityRef: entry.entityRef,
          environment: environment.name,
          at: event.at,
          type: event.type,
          message: event.message,
          ...(event.phase ? { phase: event.phase } : {}),
          ...(event.checksum ? { checksum: event.checksum } : {}),
        });
        if (added) {
          isNew = true;
          this.#announcer.changed(entry.entityRef, 'rollout');
        }
      }
    }
    return isNew;
  }

  async #owners(
    environment: EnvironmentConfig,
    { name, namespace }: RolloutEventRecord,
  ): Promise<ServiceEntry[]> {
    const here = this.#directory
      .list()
      .filter(entry => namespaceOf(environment, entry.service) === namespace);
    const named = here.filter(({ service }) => service === name);
    if (named.length > 0) {
      return named;
    }
    // A Canary may have another name than its service.
    const stored = await this.#snapshots.list(
      here.map(({ entityRef }) => entityRef),
    );
    const refs = stored
      .filter(
        row =>
          row.environment === environment.name &&
          row.snapshot.rollout?.name === name,
      )
      .map(({ entityRef }) => entityRef);
    return here.filter(({ entityRef }) => refs.includes(entityRef));
  }
}

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  FleetPage,
  FleetQuery,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Gates } from '../gates/createGates';
import type { CurrentFleet } from './CurrentFleet';
import { unknownWord } from './fleetSelection';
import type { ReadableServices } from './ReadableServices';

/** Services × checks, for who may read them. */
export class FleetReader {
  readonly #options: {
    fleet: Pick<CurrentFleet, 'read'>;
    readable: ReadableServices;
    gates: Gates;
  };

  constructor(options: {
    fleet: Pick<CurrentFleet, 'read'>;
    readable: ReadableServices;
    gates: Gates;
  }) {
    this.#options = options;
  }

  /** Only the services the caller may read. */
  async page(
    query: FleetQuery & { limit: number },
    credentials: BackstageCredentials,
  ): Promise<FleetPage> {
    const { fleet, gates, readable } = this.#options;
    const unknown = unknownWord(query, gates.list());
    if (unknown !== undefined) {
      throw new InputError(`There is no check "${unknown}"`);
    }
    const snapshot = await fleet.read();
    return snapshot.page(query, await readable.of(snapshot.rows, credentials));
  }
}

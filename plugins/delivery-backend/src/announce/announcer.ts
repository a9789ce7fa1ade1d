import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  DeliverySignal,
  deliverySignalChannel,
} from '@heal7/backstage-plugin-delivery-common';

/** Tells browsers (through signals) and this backend that something of a service changed. */
export class Announcer {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #listeners = new Set<(entityRef: string) => void>();

  constructor(options: { signals: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  onChange(listener: (entityRef: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(entityRef: string, topic: DeliverySignal['topic']): void {
    // The message names the entity only: who may not see its delivery learns nothing from it.
    this.#signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: deliverySignalChannel(entityRef),
        message: { entityRef, topic },
      })
      .catch(error =>
        this.#logger.warn(`A signal could not be sent: ${error}`),
      );
    for (const listener of this.#listeners) {
      try {
        listener(entityRef);
      } catch (error) {
        this.#logger.error(`A listener of delivery changes failed: ${error}`);
      }
    }
  }
}

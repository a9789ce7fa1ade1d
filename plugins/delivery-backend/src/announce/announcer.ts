import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  DeliverySignal,
  deliverySignalChannel,
} from '@heal7/backstage-plugin-delivery-common';

/** Changes of one entity within this time are one signal: each costs a request to the event bus. */
const coalesceMs = 50;

/** Tells browsers (through signals) and this backend that something of a service changed. */
export class Announcer {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #listeners = new Set<(entityRef: string) => void>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(options: { signals: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  onChange(listener: (entityRef: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Of several changes in a short time the topic of the first is told; whoever listens reads everything again anyway. */
  changed(entityRef: string, topic: DeliverySignal['topic']): void {
    if (this.#waiting.has(entityRef)) {
      return;
    }
    const timer = setTimeout(() => {
      this.#waiting.delete(entityRef);
      this.#announce(entityRef, topic);
    }, coalesceMs);
    this.#waiting.set(entityRef, timer);
  }

  close(): void {
    this.#waiting.forEach(timer => clearTimeout(timer));
    this.#waiting.clear();
  }

  #announce(entityRef: string, topic: DeliverySignal['topic']) {
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

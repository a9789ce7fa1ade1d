import { RolloutEvent } from '@heal7/backstage-plugin-delivery-common';
import { KubernetesObject } from '../../clusters/cluster-client';
import { dateAt, stringAt } from '../../json/read-json';

/** A Kubernetes Event about a Canary. */
export interface CanaryEvent {
  canary: string;
  at: string;
  type: RolloutEvent['type'];
  message: string;
}

/** Reads an Event; `undefined` when it is not about a Canary or says nothing. */
export function parseCanaryEvent({
  metadata,
  raw,
}: KubernetesObject): CanaryEvent | undefined {
  const canary = stringAt(raw, 'involvedObject', 'name');
  const message = stringAt(raw, 'message');
  const at =
    dateAt(raw, 'lastTimestamp') ??
    dateAt(raw, 'eventTime') ??
    metadata.creationTimestamp;
  if (
    stringAt(raw, 'involvedObject', 'kind') !== 'Canary' ||
    !canary ||
    !message ||
    !at
  ) {
    return undefined;
  }
  return {
    canary,
    at,
    type: stringAt(raw, 'type') === 'Warning' ? 'warning' : 'normal',
    message,
  };
}

import { createHash } from 'node:crypto';
import { KubeObject } from '../object-store';
import { numberOf } from './json';

export const eventKind = { apiVersion: 'v1', kind: 'Event' } as const;

/** As long as the real API server keeps them by default (`--event-ttl`). */
export const EVENT_LIFETIME_MS = 60 * 60 * 1000;

export interface RecordedEvent {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  component: string;
}

/** One name for the same thing said again about the same object, so that it is counted and not repeated. */
export function eventName(about: KubeObject, event: RecordedEvent): string {
  const digest = createHash('sha1')
    .update(
      [
        about.kind,
        about.metadata.uid,
        event.type,
        event.reason,
        event.message,
        event.component,
      ].join('\n'),
    )
    .digest('hex');
  return `${about.metadata.name}.${digest.slice(0, 16)}`;
}

export function newEvent(
  about: KubeObject,
  event: RecordedEvent,
  now: string,
): KubeObject {
  const { name, namespace, uid, resourceVersion } = about.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: eventName(about, event),
      namespace: namespace ?? 'default',
    },
    involvedObject: {
      apiVersion: about.apiVersion,
      kind: about.kind,
      name,
      namespace,
      uid,
      resourceVersion,
    },
    type: event.type,
    reason: event.reason,
    message: event.message,
    source: { component: event.component },
    reportingComponent: event.component,
    reportingInstance: '',
    firstTimestamp: now,
    lastTimestamp: now,
    eventTime: null,
    count: 1,
  };
}

export function repeatedEvent(existing: KubeObject, now: string): KubeObject {
  return {
    ...existing,
    count: (numberOf(existing.count) ?? 1) + 1,
    lastTimestamp: now,
  };
}

export function isExpired(event: KubeObject, nowMs: number): boolean {
  const last = Date.parse(String(event.lastTimestamp));
  return Number.isFinite(last) && nowMs - last > EVENT_LIFETIME_MS;
}

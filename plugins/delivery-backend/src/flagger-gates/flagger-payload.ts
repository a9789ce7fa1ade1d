import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** The gates Flagger asks at. https://docs.flagger.app/usage/webhooks */
export const flaggerGates = [
  'confirm-rollout',
  'confirm-promotion',
  'confirm-traffic-increase',
  'rollback',
] as const;
export type FlaggerGate = (typeof flaggerGates)[number];

const name = z.string().min(1).max(253);

const payloadSchema = z.object({
  name,
  namespace: name,
  phase: z.string().max(50).default(''),
  checksum: z.string().max(255).default(''),
  metadata: z.record(z.string(), z.string()).nullish(),
});

/** What Flagger sends to every gate. */
export interface FlaggerPayload {
  name: string;
  namespace: string;
  phase: string;
  /** Identifies one run: an answer for it must not count for another. */
  checksum: string;
  metadata: Record<string, string>;
}

export function parseFlaggerPayload(body: unknown): FlaggerPayload {
  const parsed = payloadSchema.safeParse(body);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0];
    throw new InputError(
      `This is not a webhook of Flagger: ${
        path.join('.') || 'body'
      }: ${message}`,
    );
  }
  return { ...parsed.data, metadata: parsed.data.metadata ?? {} };
}

/** `timestamp` is milliseconds since the epoch as text; a missing or wild one becomes the time of arrival. */
export function eventTime(metadata: Record<string, string>, now: Date): string {
  const milliseconds = Number(metadata.timestamp);
  const dayMs = 24 * 3600 * 1000;
  return Number.isFinite(milliseconds) &&
    Math.abs(milliseconds - now.getTime()) < dayMs
    ? new Date(milliseconds).toISOString()
    : now.toISOString();
}

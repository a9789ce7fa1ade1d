import { CanaryWebhook } from './canary-definition';
import { CanaryPhase } from './canary-status';
import { causeOf } from './metric-source';
import { specHash } from './spec-hash';
import { WebhookAnswer } from './step';

/** What Flagger posts to every webhook. */
export interface WebhookPayload {
  name: string;
  namespace: string;
  phase: CanaryPhase | '';
  /** Of the revision that is being judged: an answer for one must not count for the next. */
  checksum: string;
  metadata?: Record<string, string>;
}

/** Flagger's canaryChecksum: what is applied and the configs it tracks. */
export function canaryChecksum(
  lastAppliedSpec: string,
  trackedConfigs: Record<string, string>,
): string {
  return specHash({ trackedConfigs, lastAppliedSpec });
}

/** 200 to 202 is yes; any other status, a connection that fails or takes too long is no. */
export async function callWebhook(
  webhook: CanaryWebhook,
  payload: WebhookPayload,
): Promise<WebhookAnswer> {
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
      signal: AbortSignal.timeout(webhook.timeoutMs),
    });
    const text = (await response.text()).trim();
    return { ok: response.status <= 202, text };
  } catch (error) {
    return { ok: false, text: causeOf(error) };
  }
}

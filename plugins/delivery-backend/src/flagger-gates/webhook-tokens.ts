import { createHash, timingSafeEqual } from 'node:crypto';

/** A token Flagger may use; tied to a cluster where several clusters call the same portal. */
export interface WebhookToken {
  token: string;
  cluster?: string;
}

const digest = (text: string): Buffer =>
  createHash('sha256').update(text).digest();

/** Compares with every known token in constant time, so that the time tells nothing. */
export function createTokenCheck(
  tokens: WebhookToken[],
): (candidate: string) => WebhookToken | undefined {
  const known = tokens.map(token => ({ token, hash: digest(token.token) }));
  return candidate => {
    const hash = digest(candidate);
    return known.reduce<WebhookToken | undefined>(
      (found, entry) =>
        timingSafeEqual(entry.hash, hash) ? entry.token : found,
      undefined,
    );
  };
}

import { toError } from '@backstage/errors';
import { useState } from 'react';

/** Sends something once; when that fails, says why, and what was typed stays. @internal */
export function useSending(onDone: () => void) {
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<Error>();
  const send = (request: () => Promise<unknown>) => {
    if (sending) return;
    setSending(true);
    setError(undefined);
    request().then(
      () => {
        setSending(false);
        onDone();
      },
      cause => {
        setSending(false);
        setError(toError(cause));
      },
    );
  };
  return { sending, error, send };
}

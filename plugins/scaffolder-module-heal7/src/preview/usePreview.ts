import { useEffect, useState } from 'react';
import { ResponseError } from '@backstage/errors';
import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { askForPreview, type PreviewedFile } from './askForPreview';

export type PreviewState =
  | { kind: 'loading' }
  | { kind: 'shown'; files: PreviewedFile[] }
  | { kind: 'failed'; reason: string };

/** @internal */
export interface Preview {
  state: PreviewState;
  /** The answers have changed since. */
  isOld: boolean;
  ask(): void;
}

/** Asks once for what a template would write, and again when told to. @internal */
export function usePreview(
  namespace: string,
  name: string,
  answers: Readonly<Record<string, unknown>>,
): Preview {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const current = JSON.stringify(answers);
  // A number beside the answers: the same answers may be asked about again after a failure.
  const [asked, setAsked] = useState({ answers: current, count: 0 });
  const [state, setState] = useState<PreviewState>({ kind: 'loading' });

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const know = (known: PreviewState) => {
      if (!signal.aborted) setState(known);
    };
    setState({ kind: 'loading' });
    askForPreview(
      { discoveryApi, fetchApi },
      { namespace, name },
      JSON.parse(asked.answers),
      signal,
    ).then(
      files => know({ kind: 'shown', files }),
      error => know({ kind: 'failed', reason: reasonOf(error) }),
    );
    return () => controller.abort();
  }, [asked, namespace, name, discoveryApi, fetchApi]);

  return {
    state,
    isOld: asked.answers !== current,
    ask: () =>
      setAsked(({ count }) => ({ answers: current, count: count + 1 })),
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof ResponseError) return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}

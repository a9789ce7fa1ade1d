import { useEffect, useState } from 'react';
import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { askForName, type NameTaken } from './askForName';
import { formatProblem, type FormatProblem } from './formatProblem';

/** Milliseconds after the last key. */
const typingPause = 300;

/** What is known of a name while it is typed. */
export type NameState =
  | { kind: 'empty' | 'checking' | 'free' | 'unclear' }
  | { kind: 'malformed'; problem: FormatProblem }
  | { kind: 'taken'; taken: NameTaken };

/** Checks a name while it is typed; an older question is given up. @internal */
export function useNameCheck(name: string): NameState {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const [answer, setAnswer] = useState<{ name: string; state: NameState }>();
  const problem = name === '' ? undefined : formatProblem(name);
  const isAsked = name !== '' && problem === undefined;

  useEffect(() => {
    if (!isAsked) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const know = (state: NameState) => {
      if (!signal.aborted) setAnswer({ name, state });
    };
    const timer = window.setTimeout(
      () =>
        askForName({ discoveryApi, fetchApi }, name, signal).then(
          taken => know(taken ? { kind: 'taken', taken } : { kind: 'free' }),
          () => know({ kind: 'unclear' }),
        ),
      typingPause,
    );
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [isAsked, name, discoveryApi, fetchApi]);

  if (name === '') return { kind: 'empty' };
  if (problem) return { kind: 'malformed', problem };
  return answer?.name === name ? answer.state : { kind: 'checking' };
}

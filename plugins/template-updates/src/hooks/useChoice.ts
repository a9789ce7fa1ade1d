import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { choiceOf, type Choice } from '../model/choice';

/** @internal */
export type Choose = (change: { [Key in keyof Choice]?: string }) => void;

/** What a person chose, kept in the address so that it can be shared. @internal */
export function useChoice(mine: readonly string[]): [Choice, Choose] {
  const [search, setSearch] = useSearchParams();
  const choose = useCallback<Choose>(
    change =>
      setSearch(
        before => {
          const next = new URLSearchParams(before);
          Object.entries(change).forEach(([name, value]) =>
            value ? next.set(name, value) : next.delete(name),
          );
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return [choiceOf(search, mine), choose];
}

import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

const parameter = 'evaluation';

/** The evaluation a person looks at, kept in the address so that it can be shared. @internal */
export function useSelectedId(): [string | undefined, (id: string) => void] {
  const [search, setSearch] = useSearchParams();
  const select = useCallback(
    (id: string) =>
      setSearch(
        before => {
          const next = new URLSearchParams(before);
          next.set(parameter, id);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setSearch],
  );
  return [search.get(parameter) ?? undefined, select];
}

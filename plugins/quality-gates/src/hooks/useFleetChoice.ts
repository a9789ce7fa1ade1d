import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { type FleetChoice, readChoice, writeChoice } from '../model/fleetQuery';

/** @internal */
export type ChangeChoice = (
  change: Partial<Record<keyof FleetChoice, string | undefined>>,
) => void;

/** What a person chose on the fleet page, kept in the address. @internal */
export function useFleetChoice(
  myOwners: readonly string[],
): [FleetChoice, ChangeChoice] {
  const [search, setSearch] = useSearchParams();
  const change = useCallback<ChangeChoice>(
    part => setSearch(before => writeChoice(before, part), { replace: true }),
    [setSearch],
  );
  return [readChoice(search, myOwners), change];
}

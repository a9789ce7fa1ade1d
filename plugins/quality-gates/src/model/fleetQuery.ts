import type { FleetQuery } from '@heal7/backstage-plugin-quality-gates-common';

/** Whose services: the reader's, everybody's, or those of one owner (an entity ref). @internal */
export type OwnerChoice = 'mine' | 'all' | (string & {});

/** What a person chose on the fleet page; all of it stands in the address. @internal */
export interface FleetChoice {
  owner: OwnerChoice;
  text: string;
  /** Id of a check that services do not pass. */
  failing?: string;
  sort: string;
  order: 'asc' | 'desc';
}

/** The order a column starts with: the worst or the newest first, names from A. @internal */
export const firstOrder = (sort: string): FleetChoice['order'] =>
  sort === 'name' ? 'asc' : 'desc';

const hasTeams = (owners: readonly string[]) =>
  owners.some(ref => ref.toLocaleLowerCase('en-US').startsWith('group:'));

/** Reads the address; what is not there is chosen for the reader. @internal */
export function readChoice(
  search: URLSearchParams,
  myOwners: readonly string[],
): FleetChoice {
  const sort = search.get('sort') || 'verdict';
  const order = search.get('order');
  const failing = search.get('failing');
  return {
    owner: search.get('owner') || (hasTeams(myOwners) ? 'mine' : 'all'),
    text: search.get('text') ?? '',
    ...(failing ? { failing } : {}),
    sort,
    order: order === 'asc' || order === 'desc' ? order : firstOrder(sort),
  };
}

/** The address after a choice; an empty choice leaves it. @internal */
export function writeChoice(
  before: URLSearchParams,
  change: Partial<Record<keyof FleetChoice, string | undefined>>,
): URLSearchParams {
  const next = new URLSearchParams(before);
  for (const [name, value] of Object.entries(change)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

/** A press on the head of a column: its first order, then the other way round. @internal */
export const sortBy = (
  choice: Pick<FleetChoice, 'sort' | 'order'>,
  column: string,
): Pick<FleetChoice, 'sort' | 'order'> => {
  if (choice.sort !== column)
    return { sort: column, order: firstOrder(column) };
  return { sort: column, order: choice.order === 'asc' ? 'desc' : 'asc' };
};

/** The question to the backend. @internal */
export function fleetQuery(
  choice: FleetChoice,
  myOwners: readonly string[],
): FleetQuery {
  const { owner, text, failing, sort, order } = choice;
  const owners = owner === 'mine' ? [...myOwners] : [owner];
  return {
    ...(owner === 'all' ? {} : { owners }),
    ...(text.trim() ? { text: text.trim() } : {}),
    ...(failing ? { failing } : {}),
    sort,
    order,
  };
}

import {
  updateStates,
  type ServiceTemplate,
  type UpdateState,
} from '@heal7/backstage-plugin-template-updates-common';
import { shortName } from './names';

/** What a person chose on the page; all of it stands in the address. @internal */
export interface Choice {
  /** `mine`, `all`, or the entity ref of one owner. */
  owner: string;
  text: string;
  /** Entity ref. */
  template?: string;
  state?: UpdateState;
}

/** Reads the address. Who has teams begins with what is theirs. @internal */
export function choiceOf(search: URLSearchParams, mine: readonly string[]) {
  const ofTeam = mine.some(ref => /^group:/i.test(ref));
  const state = updateStates.find(each => each === search.get('state'));
  const choice: Choice = {
    owner: search.get('owner') || (ofTeam ? 'mine' : 'all'),
    text: search.get('text') ?? '',
  };
  if (search.get('template')) choice.template = search.get('template') ?? '';
  if (state) choice.state = state;
  return choice;
}

/** The owners to ask the backend for; undefined means everybody. @internal */
export function ownersOf(
  owner: string,
  mine: readonly string[],
): string[] | undefined {
  if (owner === 'all') return undefined;
  return owner === 'mine' ? [...mine] : [owner];
}

/** The services that fit, apart from their owner, which the backend looks after. @internal */
export const chosen = (
  items: readonly ServiceTemplate[],
  { text, template, state }: Choice,
): ServiceTemplate[] =>
  items.filter(
    item =>
      (!template || item.templateRef === template) &&
      (!state || item.state === state) &&
      shortName(item.entityRef).includes(text.trim().toLocaleLowerCase()),
  );

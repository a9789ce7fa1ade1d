import {
  rolloutPhases,
  type RolloutPhase,
  type Sentence,
} from '@heal7/backstage-plugin-delivery-common';
import type { Words } from '../hooks/useWords';
import { metricNameKey } from './canaryView';
import { personName } from './person';
import { phaseKeys } from './states';

const isPhase = (phase: string): phase is RolloutPhase =>
  rolloutPhases.some(known => known === phase);

type Params = NonNullable<Sentence['params']>;
type Present = Pick<Words, 't' | 'duration' | 'day' | 'number'>;

/** How the values of one name are shown, and under which name. */
const presented: Record<
  string,
  (value: string, words: Present) => Record<string, string>
> = {
  at: (value, { day }) => ({ day: day(value) }),
  by: value => ({ person: personName(value) }),
  commit: value => ({ shortCommit: value.slice(0, 7) }),
  metric: (value, { t }) => {
    const key = metricNameKey(value);
    return { metricName: key ? t(key) : value };
  },
  phase: (value, { t }) => ({
    phaseName: isPhase(value) ? t(phaseKeys[value]) : value,
  }),
};

function limitText(
  { bound, limit, unit }: Params,
  { t }: Present,
): Record<string, string> {
  if (limit === undefined || (bound !== 'min' && bound !== 'max')) return {};
  const value = `${limit} ${unit ?? ''}`.trim();
  return { limitText: t(`canary.${bound}`, { value }) };
}

/**
 * The values of a sentence as a person reads them: seconds as a duration, references as names, Flagger's phase and
 * metric names in the reader's language. What was there stays.
 *
 * @internal
 */
export function presentParams(
  params: Params,
  words: Present,
): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    shown[name] = typeof value === 'number' ? words.number(value, '') : value;
  }
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string' && Object.hasOwn(presented, name)) {
      Object.assign(shown, presented[name](value, words));
    }
  }
  if (typeof params.seconds === 'number') {
    shown.duration = words.duration(params.seconds);
  }
  return { ...shown, ...limitText(params, words) };
}

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

/**
 * The values of a sentence as a person reads them: seconds as a duration, references as names, Flagger's phase and
 * metric names in the reader's language. What was there stays.
 *
 * @internal
 */
export function presentParams(
  params: NonNullable<Sentence['params']>,
  words: Pick<Words, 't' | 'duration' | 'day' | 'number'>,
): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    shown[name] = typeof value === 'number' ? words.number(value, '') : value;
  }
  const { seconds, at, by, commit, metric, phase, bound, limit, unit } = params;
  if (typeof seconds === 'number') shown.duration = words.duration(seconds);
  if (typeof at === 'string') shown.day = words.day(at);
  if (typeof by === 'string') shown.person = personName(by);
  if (typeof commit === 'string') shown.shortCommit = commit.slice(0, 7);
  if (typeof metric === 'string') {
    const key = metricNameKey(metric);
    shown.metricName = key ? words.t(key) : metric;
  }
  if (limit !== undefined && (bound === 'min' || bound === 'max')) {
    const value = `${limit} ${unit ?? ''}`.trim();
    shown.limitText = words.t(`canary.${bound}`, { value });
  }
  if (typeof phase === 'string') {
    shown.phaseName = isPhase(phase) ? words.t(phaseKeys[phase]) : phase;
  }
  return shown;
}

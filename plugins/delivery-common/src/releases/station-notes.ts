import type { Sentence } from '../types';

const say = (
  code: string,
  text: string,
  params?: Sentence['params'],
): Sentence => ({
  code: `station-${code}`,
  text,
  ...(params ? { params } : {}),
});

/**
 * All that a station of the journey may say beside its state. Short: the history has the long reasons.
 *
 * @internal
 */
export const stationNotes = {
  notInstalled: say('gates-not-installed', 'no gates here'),
  notEvaluated: say('gates-not-evaluated', 'not evaluated'),
  inconclusive: say('gates-inconclusive', 'data missing'),
  error: say('gates-error', 'could not be judged'),
  weight: (weight: number) => say('weight', `${weight} %`, { weight }),
};

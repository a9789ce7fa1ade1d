/** The colour family of a state; icon and word always say the same. */
export const tones = [
  'positive',
  'negative',
  'warning',
  'running',
  'neutral',
] as const;
/** @internal */
export type Tone = (typeof tones)[number];

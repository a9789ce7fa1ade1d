import { Labels } from './labels';

export interface Sample {
  labels: Labels;
  value: number;
  /** When the sample was taken, known only directly behind a selector (`timestamp()` asks for it). */
  timestamp?: number;
}

/** Samples of one series inside a window, without staleness markers. */
export interface Points {
  timestamps: number[];
  values: number[];
}

export interface Series extends Points {
  labels: Labels;
}

export type InstantValue =
  | { type: 'scalar'; value: number }
  | { type: 'string'; value: string }
  | { type: 'vector'; samples: Sample[] }
  | { type: 'matrix'; series: Series[] };

export const valueTypeNames = {
  scalar: 'scalar',
  string: 'string',
  vector: 'instant vector',
  matrix: 'range vector',
} as const;
export type ValueType = keyof typeof valueTypeNames;

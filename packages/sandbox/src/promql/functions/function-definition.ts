import { Call } from '../expression';
import { InstantValue, Points, ValueType } from '../value';

interface Signature {
  args: ValueType[];
  /** How many of the last arguments may be left out; `repeated` = the last one may come any number of times. */
  optional?: number | 'repeated';
}

export interface Window {
  /** Unix milliseconds. */
  start: number;
  end: number;
  /** When the query is evaluated; differs from `end` under `offset` and `@`. */
  time: number;
}

/** One range vector in, one number a series out; undefined = no result for this series. */
export interface RangeFunction extends Signature {
  kind: 'range';
  returns: 'vector';
  keepsName?: boolean;
  apply(
    points: Points,
    window: Window,
    parameters: number[],
  ): number | undefined;
}

/** Applied to each sample of the first argument. */
export interface EachFunction extends Signature {
  kind: 'each';
  returns: 'vector';
  apply(value: number, parameters: number[]): number;
}

/** Anything that needs its arguments whole. */
export interface GeneralFunction extends Signature {
  kind: 'general';
  returns: ValueType;
  apply(
    args: InstantValue[],
    context: { time: number; call: Call },
  ): InstantValue;
}

export type FunctionDefinition = RangeFunction | EachFunction | GeneralFunction;
export type FunctionTable = Record<string, FunctionDefinition>;

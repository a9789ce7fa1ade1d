import { loadGate, type GateOptions } from '../config/loadGate';
import { exitCodeOf } from '../output/exitCodeOf';
import type { Output } from '../output/Output';
import {
  checkOutputOptions,
  writeJudgement,
  type OutputOptions,
} from '../output/writeJudgement';
import { collect, type CollectOptions } from './collect';
import { judge, requirePart, type PartOptions } from './judge';
import { parseCommit } from './parseCommit';

export interface CheckOptions
  extends CollectOptions,
    GateOptions,
    PartOptions,
    OutputOptions {
  /** Reports that name another commit are not believed. */
  commit?: string;
}

/** `heal7-gates check`: judges the reports of a working copy. Exit 0 passed, 1 failed, 2 could not judge. */
export async function check(
  options: CheckOptions,
  context: { directory: string; now: Date; output: Output },
): Promise<number> {
  const { directory, now, output } = context;
  checkOutputOptions(options);
  const commit =
    options.commit === undefined ? undefined : parseCommit(options.commit);
  const collected = await collect(options, directory);
  const gate = loadGate(
    options,
    collected.service,
    collected.config,
    directory,
  );
  requirePart(gate, options);
  const judgement = judge(gate, collected, { ...options, commit }, now);
  writeJudgement(judgement, options, directory, output);
  return exitCodeOf(judgement);
}

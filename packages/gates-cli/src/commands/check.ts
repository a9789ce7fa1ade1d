import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  evaluateGate,
  heal7Gate,
  serviceKinds,
} from '@heal7/backstage-plugin-quality-gates-common';
import { UsageError } from '../config/GatesConfig';
import { exitCodeOf } from '../output/verdictWords';
import { renderMarkdown } from '../output/renderMarkdown';
import { renderText } from '../output/renderText';
import type { Output } from '../output/Output';
import { collect, type CollectOptions } from './collect';

export interface CheckOptions extends CollectOptions {
  json?: string;
  markdown?: string;
}

/** `heal7-gates check`: judges the reports of a working copy. Exit 0 passed, 1 failed, 2 could not judge. */
export async function check(
  options: CheckOptions,
  context: { directory: string; now: Date; output: Output },
): Promise<number> {
  const collected = await collect(options, context.directory);
  if (!collected.service) {
    throw new UsageError(
      `Which gate applies? Say "service: ${serviceKinds.join(
        ' | ',
      )}" in heal7-gates.yaml or pass --service.`,
    );
  }
  const gate = heal7Gate(collected.service);
  const result = evaluateGate(gate, collected, context.now);
  const { problems } = collected;
  context.output.line(renderText(gate.title, result, problems));
  if (collected.results.length === 0) {
    context.output.line('No report was found: check the patterns.');
  }
  const write = (file: string, text: string) =>
    writeFileSync(resolve(context.directory, file), text);
  if (options.json) {
    const { measurements } = collected;
    write(
      options.json,
      `${JSON.stringify(
        { ...result, service: collected.service, measurements, problems },
        null,
        2,
      )}\n`,
    );
  }
  if (options.markdown) {
    write(options.markdown, renderMarkdown(gate.title, result, problems));
  }
  return exitCodeOf(result.verdict);
}

import { InputError } from '@backstage/errors';
import { findTemplates } from './findTemplates';
import type { ScaffolderOffer } from './LintContext';
import { lintTemplate } from './lintTemplate';
import type { TemplateFinding } from './rules';

export interface LintRun {
  places: readonly string[];
  offer: ScaffolderOffer;
  json: boolean;
  /** The files of findings are named from here. */
  base: string;
  print(line: string): void;
}

/** Lints, prints, and tells the exit code: 0 nothing found, 1 findings. What keeps it from judging is thrown. */
export async function runLint(run: LintRun): Promise<0 | 1> {
  const files = await findTemplates(run.places);
  if (files.length === 0) {
    throw new InputError(`There is no template in ${run.places.join(', ')}`);
  }
  const findings: TemplateFinding[] = [];
  for (const file of files) {
    findings.push(...(await lintTemplate(file, run.offer, run.base)));
  }
  if (run.json) {
    run.print(JSON.stringify({ templates: files.length, findings }, null, 2));
  } else {
    for (const { file, line, rule, message } of findings) {
      run.print(`${file}:${line}: ${message} [${rule}]`);
    }
    run.print(`templates ${files.length}, findings ${findings.length}`);
  }
  return findings.length > 0 ? 1 : 0;
}

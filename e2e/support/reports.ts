import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../reports/browser');
const written = new Map<string, number>();

/** Leaves a report for the quality gate; a second one of the same name gets a number. */
export function writeReport(name: string, content: unknown) {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 100);
  const number = (written.get(slug) ?? 0) + 1;
  written.set(slug, number);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${slug}-${number}.json`),
    JSON.stringify(content),
  );
}

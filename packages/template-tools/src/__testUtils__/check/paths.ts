import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** This repository; the harness runs from its sources only. */
export const repositoryFolder = resolve(__dirname, '../../../../..');

export const templatesFolder = join(repositoryFolder, 'templates');

/** Tools that are installed apart from the portal: trivy, Helm 3 and so on. */
export const checksFolder = join(
  repositoryFolder,
  'toolchain/checks/node_modules',
);

/** Schemas for strict validation, kept beside the repository; another place by HEAL7_SCHEMAS. */
export function schemasFolder(): string | undefined {
  const folder =
    process.env.HEAL7_SCHEMAS ?? resolve(repositoryFolder, '../shared/schemas');
  return existsSync(folder) ? folder : undefined;
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseConfig } from './parseConfig';
import { UsageError, type GatesConfig } from './GatesConfig';

export const defaultConfigFile = 'heal7-gates.yaml';

/** The configuration and the folder its patterns start from. */
export interface LoadedConfig extends GatesConfig {
  directory: string;
}

/** A file that was asked for must exist; the default one may be absent. */
export function loadConfig(
  asked: string | undefined,
  directory: string,
): LoadedConfig {
  const path = resolve(directory, asked ?? defaultConfigFile);
  if (!existsSync(path)) {
    if (asked !== undefined) {
      throw new UsageError(`The configuration ${asked} does not exist.`);
    }
    return { directory };
  }
  const text = readFileSync(path, 'utf8');
  return {
    ...parseConfig(asked ?? defaultConfigFile, text),
    directory: dirname(path),
  };
}

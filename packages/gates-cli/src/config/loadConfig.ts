import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { GatesConfig } from './GatesConfig';
import { parseConfig } from './parseConfig';
import { readYamlFile } from './readYamlFile';
import type { YamlFile } from './YamlFile';

export const defaultConfigFile = 'heal7-gates.yaml';

/** The configuration and the folder its patterns start from. */
export interface LoadedConfig extends GatesConfig {
  directory: string;
  /** Absent when there is no configuration. */
  file?: YamlFile;
}

/** A file that was asked for must exist; the default one may be absent. */
export function loadConfig(
  asked: string | undefined,
  directory: string,
): LoadedConfig {
  const name = asked ?? defaultConfigFile;
  const path = resolve(directory, name);
  if (asked === undefined && !existsSync(path)) {
    return { changes: {}, directory };
  }
  const file = readYamlFile(name, directory, 'configuration');
  return { ...parseConfig(file), directory: dirname(path), file };
}

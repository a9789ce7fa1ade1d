import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCode } from '../errorCode';
import { UsageError } from './GatesConfig';
import { YamlFile } from './YamlFile';

/** Reads a file that a person names; `what` it is stands in the sentence when it is not there. */
export function readYamlFile(
  name: string,
  directory: string,
  what: string,
): YamlFile {
  let text: string;
  try {
    text = readFileSync(resolve(directory, name), 'utf8');
  } catch (error) {
    throw new UsageError(
      errorCode(error) === 'ENOENT'
        ? `The ${what} ${name} does not exist.`
        : `The ${what} ${name} cannot be read (${
            errorCode(error) ?? 'unknown reason'
          }).`,
    );
  }
  return new YamlFile(name, text);
}

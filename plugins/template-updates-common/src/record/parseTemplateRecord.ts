import { InputError } from '@backstage/errors';
import type { TemplateRecord } from '../types/TemplateRecord';

/** The record, from the folder it belongs to. @public */
export const templateRecordPath = '.heal7/template.json';

/** Reads `.heal7/template.json`; throws an InputError that names the place. @public */
export function parseTemplateRecord(text: string): TemplateRecord {
  const value = objectOf(parse(text), templateRecordPath);
  const template = textOf(value.template, 'template');
  const version = textOf(value.version, 'version');
  if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version)) {
    throw problem('version', `"${version}" is not a version such as 1.4.0`);
  }
  return {
    template,
    version,
    answers: objectOf(value.answers ?? {}, 'answers'),
    ...(value.root === undefined ? {} : { root: rootOf(value.root) }),
    ...(value.files === undefined ? {} : { files: hashesOf(value.files) }),
    ...(value.skip === undefined ? {} : { skip: skipOf(value.skip) }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(
      `${templateRecordPath} is not JSON: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}

function rootOf(value: unknown): string {
  const root = textOf(value, 'root');
  if (/^\.\.(\/\.\.)*$/.test(root)) return root;
  throw problem('root', `"${root}" is not a way up such as ../..`);
}

function hashesOf(value: unknown): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [path, hash] of Object.entries(objectOf(value, 'files'))) {
    if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) {
      throw problem(`files["${path}"]`, 'expected a SHA-256 in hex');
    }
    files[path] = hash;
  }
  return files;
}

function skipOf(value: unknown): string[] {
  if (!Array.isArray(value)) throw problem('skip', 'expected a list of paths');
  return value.map((entry: unknown, index) => textOf(entry, `skip[${index}]`));
}

function objectOf(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw problem(at, 'expected an object');
  }
  return { ...value };
}

function textOf(value: unknown, at: string): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw problem(at, 'expected text');
  }
  return value;
}

function problem(at: string, message: string): InputError {
  return new InputError(
    at === templateRecordPath
      ? `${at}: ${message}`
      : `${templateRecordPath}, ${at}: ${message}`,
  );
}

import type { ReportPatterns } from './GatesConfig';
import type { YamlFile, YamlPath } from './YamlFile';

const keys = ['files', 'scope'];

/** Reads `reports:`, a list of patterns and of `{files: [PATTERN…], scope: NAME}`. */
export function parseReportPatterns(
  file: YamlFile,
  value: unknown,
): ReportPatterns[] {
  if (!Array.isArray(value) || value.length === 0) {
    return file.fail(['reports'], '"reports" must be a list of file patterns.');
  }
  return value.map((entry: unknown, index) =>
    parseEntry(file, entry, ['reports', index]),
  );
}

function parseEntry(
  file: YamlFile,
  value: unknown,
  path: YamlPath,
): ReportPatterns {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { files: [parsePattern(file, value, path)] };
  }
  const entries = new Map<string, unknown>(Object.entries(value));
  for (const key of entries.keys()) {
    if (!keys.includes(key)) {
      file.fail(
        [...path, key],
        `"${key}" is not known here; known are ${keys.join(', ')}.`,
      );
    }
  }
  const files = parseFiles(file, entries.get('files'), [...path, 'files']);
  return entries.has('scope')
    ? { files, scope: parseScope(file, entries.get('scope'), path) }
    : { files };
}

function parseFiles(file: YamlFile, value: unknown, path: YamlPath): string[] {
  if (!Array.isArray(value)) return [parsePattern(file, value, path)];
  if (value.length === 0) {
    return file.fail(path, '"files" must name at least one file pattern.');
  }
  return value.map((pattern: unknown, index) =>
    parsePattern(file, pattern, [...path, index]),
  );
}

function parsePattern(file: YamlFile, value: unknown, path: YamlPath): string {
  return typeof value === 'string' && value.trim() !== ''
    ? value
    : file.fail(path, 'a pattern must be text.');
}

function parseScope(file: YamlFile, value: unknown, path: YamlPath): string {
  return typeof value === 'string' && /^[a-z][a-z0-9-]{0,62}$/.test(value)
    ? value
    : file.fail(
        [...path, 'scope'],
        '"scope" must be a word of small letters, e.g. integration.',
      );
}

import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import {
  isServiceKind,
  serviceKinds,
} from '@heal7/backstage-plugin-quality-gates-common';
import { UsageError, type GatesConfig } from './GatesConfig';

const keys = ['service', 'reports'];

/** Reads `heal7-gates.yaml`; every error names its line. */
export function parseConfig(file: string, text: string): GatesConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const [first] = broken.message.split('\n');
    throw new UsageError(
      `${file}:${lines.linePos(broken.pos[0]).line}: ${first}`,
    );
  }
  const fail = (path: (string | number)[], message: string): never => {
    throw new UsageError(
      `${file}:${lineOf(document, lines, path)}: ${message}`,
    );
  };

  const value: unknown = document.toJS({ maxAliasCount: 10 });
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    return fail([], 'expected "service:" and "reports:".');
  }
  const config: GatesConfig = {};
  for (const [key, entry] of Object.entries(value)) {
    if (!keys.includes(key)) {
      fail([key], `"${key}" is not known here; known are ${keys.join(', ')}.`);
    }
    if (key === 'service') {
      config.service = isServiceKind(entry)
        ? entry
        : fail([key], `"service" must be one of ${serviceKinds.join(', ')}.`);
    }
    if (key === 'reports') {
      if (!Array.isArray(entry) || entry.length === 0) {
        return fail([key], '"reports" must be a list of file patterns.');
      }
      config.reports = entry.map((pattern: unknown, index) =>
        typeof pattern === 'string' && pattern.trim() !== ''
          ? pattern
          : fail([key, index], 'a pattern must be text.'),
      );
    }
  }
  return config;
}

function lineOf(
  document: Document.Parsed,
  lines: LineCounter,
  path: (string | number)[],
): number {
  const node =
    path.length === 0 ? document.contents : document.getIn(path, true);
  const start = isNode(node) ? node.range?.[0] : undefined;
  return start === undefined ? 1 : lines.linePos(start).line;
}

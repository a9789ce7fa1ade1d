import {
  isServiceKind,
  parseGateChanges,
  serviceKinds,
  type GateChanges,
  type ServiceKind,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { GatesConfig } from './GatesConfig';
import { parseReportPatterns } from './parseReportPatterns';
import type { YamlFile } from './YamlFile';

const keys = ['service', 'reports', 'checks', 'add'];

/** Reads `heal7-gates.yaml`; every error names its line. */
export function parseConfig(file: YamlFile): GatesConfig {
  const value = file.value();
  if (value === null || value === undefined) return { changes: {} };
  if (typeof value !== 'object' || Array.isArray(value)) {
    return file.fail([], 'expected "service:", "reports:" or "checks:".');
  }
  const entries = new Map<string, unknown>(Object.entries(value));
  for (const key of entries.keys()) {
    if (!keys.includes(key)) {
      file.fail(
        [key],
        `"${key}" is not known here; known are ${keys.join(', ')}.`,
      );
    }
  }
  const config: GatesConfig = { changes: parseChanges(file, entries) };
  if (entries.has('service')) {
    config.service = parseService(file, entries.get('service'));
  }
  if (entries.has('reports')) {
    config.reports = parseReportPatterns(file, entries.get('reports'));
  }
  return config;
}

function parseService(file: YamlFile, value: unknown): ServiceKind {
  return isServiceKind(value)
    ? value
    : file.fail(
        ['service'],
        `"service" must be one of ${serviceKinds.join(', ')}.`,
      );
}

function parseChanges(
  file: YamlFile,
  entries: ReadonlyMap<string, unknown>,
): GateChanges {
  const own = ['checks', 'add'].flatMap(key =>
    entries.has(key) ? [[key, entries.get(key)]] : [],
  );
  const { changes, problems } = parseGateChanges(Object.fromEntries(own));
  const [first] = problems;
  return first ? file.fail(first.path, first.message) : changes;
}

import {
  isServiceKind,
  serviceKinds,
  type Measurement,
  type ReportProblem,
  type ReportResult,
  type ServiceKind,
} from '@heal7/backstage-plugin-quality-gates-common';
import { UsageError, type ReportPatterns } from '../config/GatesConfig';
import { loadConfig, type LoadedConfig } from '../config/loadConfig';
import {
  defaultPatterns,
  findReports,
  type FoundReport,
} from '../reports/findReports';
import { readReport } from '../reports/readReport';
import { withScope } from './scopes';

/** Flags that `check` and `push` share. */
export interface CollectOptions {
  config?: string;
  service?: string;
  reports?: string[];
}

/** Everything the reports of a working copy say. */
export interface Collected {
  service: ServiceKind | undefined;
  config: LoadedConfig;
  results: ReportResult[];
  measurements: Measurement[];
  problems: ReportProblem[];
}

/** Finds and reads the reports; flags win over the configuration file. */
export async function collect(
  options: CollectOptions,
  directory: string,
): Promise<Collected> {
  const config = loadConfig(options.config, directory);
  if (options.service !== undefined && !isServiceKind(options.service)) {
    throw new UsageError(
      `--service must be one of ${serviceKinds.join(', ')}, not "${
        options.service
      }".`,
    );
  }
  const found = options.reports
    ? await findScoped([{ files: options.reports }], directory)
    : await findScoped(
        config.reports ?? [{ files: defaultPatterns }],
        config.directory,
      );
  const results = found.map(({ path, file, scope }) =>
    withScope(readReport(path, file), scope),
  );
  return {
    service: options.service ?? config.service,
    config,
    results,
    measurements: results.flatMap(result => result.measurements),
    problems: results.flatMap(result => result.problems),
  };
}

/** Each file once; where several patterns find it, the first that names a scope tells its scope. */
async function findScoped(
  all: readonly (Omit<ReportPatterns, 'files'> & {
    files: readonly string[];
  })[],
  directory: string,
): Promise<(FoundReport & { scope?: string })[]> {
  const byPath = new Map<string, FoundReport & { scope?: string }>();
  for (const { files, scope } of all) {
    for (const found of await findReports(files, directory)) {
      const known = byPath.get(found.path);
      if (!known?.scope) byPath.set(found.path, { ...found, scope });
    }
  }
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

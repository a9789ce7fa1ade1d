import {
  isServiceKind,
  serviceKinds,
  type Measurement,
  type ReportProblem,
  type ReportResult,
  type ServiceKind,
} from '@heal7/backstage-plugin-quality-gates-common';
import { loadConfig } from '../config/loadConfig';
import { UsageError } from '../config/GatesConfig';
import { defaultPatterns, findReports } from '../reports/findReports';
import { readReport } from '../reports/readReport';

/** Flags that `check` and `push` share. */
export interface CollectOptions {
  config?: string;
  service?: string;
  reports?: string[];
}

/** Everything the reports of a working copy say. */
export interface Collected {
  service: ServiceKind | undefined;
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
    ? await findReports(options.reports, directory)
    : await findReports(config.reports ?? defaultPatterns, config.directory);
  const results = found.map(({ path, file }) => readReport(path, file));
  return {
    service: options.service ?? config.service,
    results,
    measurements: results.flatMap(result => result.measurements),
    problems: results.flatMap(result => result.problems),
  };
}

import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import type { TextFormat } from '../support/TextFormat';
import { noData } from '../support/noData';
import { splitLines } from '../support/splitLines';

const keys =
  /^(organization|projectKey|serverUrl|serverVersion|branch|pullRequest|dashboardUrl|ceTaskId|ceTaskUrl)=/;

/**
 * `report-task.txt` of the Sonar scanner. It names the analysis that computes the result; the result itself is asked of the
 * server, so this file alone passes no check.
 */
export const sonarTask: TextFormat = {
  format: 'sonar-report-task',
  matches: head =>
    head
      .split(/\r?\n/, 20)
      .some(line => /^(projectKey|ceTaskId)=/.test(line)) && keys.test(head),
  read(chunks): ParsedReport {
    const values = new Map<string, string>();
    for (const line of splitLines(chunks)) {
      const equals = line.indexOf('=');
      if (equals > 0) values.set(line.slice(0, equals), line.slice(equals + 1));
      else if (line.trim() !== '') {
        throw new ReportError(
          'malformed',
          'A line of the file is no key=value.',
        );
      }
    }
    const about = {
      tool: 'SonarQube',
      toolVersion: values.get('serverVersion') || undefined,
    };
    const task = values.get('ceTaskId')?.trim();
    if (!task) return noData('The file names no task (ceTaskId).', about);
    const items = [
      'projectKey',
      'branch',
      'pullRequest',
      'ceTaskUrl',
      'dashboardUrl',
    ]
      .map(key => values.get(key)?.trim())
      .filter(value => value !== undefined)
      .map(value => value.slice(0, 200))
      .filter(value => value !== '');
    return {
      measurements: [
        {
          id: 'sonar.task',
          value: task.slice(0, 100),
          unit: 'status',
          detail: { items, itemCount: items.length },
        },
      ],
      problems: [],
      ...about,
    };
  },
};

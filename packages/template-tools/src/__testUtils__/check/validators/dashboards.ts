import { isObject, listOf, textOf } from '../../../lint/visit';
import type { Cell } from '../Cell';
import { found, type CheckFinding, type Validator } from '../Validator';
import { everyObject } from '../charts';

/** Dashboards have a uid and variables, and no panel Grafana has dropped. */
export const dashboardsValidator: Validator = {
  name: 'dashboards',
  async check({ cells }) {
    const findings: Omit<CheckFinding, 'validator'>[] = [];
    const uids = new Map<string, string>();
    for (const { cell, file, text } of await dashboardsIn(cells)) {
      const dashboard: unknown = JSON.parse(text);
      if (!isObject(dashboard)) continue;
      for (const problem of problemsOf(dashboard)) {
        findings.push(found(cell, file, problem));
      }
      const uid = `${cell.folder}:${dashboard.uid}`;
      const title = String(dashboard.title);
      if (uids.has(uid) && uids.get(uid) !== title) {
        findings.push(
          found(cell, file, `Two dashboards have ${dashboard.uid}`),
        );
      }
      uids.set(uid, title);
    }
    return findings;
  },
};

async function dashboardsIn(cells: readonly Cell[]) {
  const dashboards: { cell: Cell; file: string; text: string }[] = [];
  for (const { cell, file, value } of await everyObject(cells)) {
    if (value.kind !== 'ConfigMap' || !isObject(value.data)) continue;
    for (const text of Object.values(value.data)) {
      if (/"panels"\s*:/.test(String(text))) {
        dashboards.push({ cell, file, text: String(text) });
      }
    }
  }
  for (const cell of cells) {
    for (const { path, text } of cell.files) {
      if (/\.json$/.test(path) && /"panels"\s*:/.test(text)) {
        dashboards.push({ cell, file: path, text });
      }
    }
  }
  return dashboards;
}

function problemsOf(dashboard: Record<string, unknown>): string[] {
  const problems: string[] = [];
  const uid = textOf(dashboard.uid) ?? '';
  if (!/^[\w-]{1,40}$/.test(uid)) {
    problems.push(
      `The uid "${uid}" is none: at most 40 letters, digits, -, _.`,
    );
  }
  const templating = isObject(dashboard.templating) ? dashboard.templating : {};
  if (listOf(templating.list).length === 0) {
    problems.push('The dashboard has no variables.');
  }
  const panels = listOf(dashboard.panels).filter(isObject);
  if (panels.length === 0) problems.push('The dashboard has no panels.');
  for (const { type, title } of panels) {
    if (['graph', 'singlestat', 'table-old'].includes(String(type))) {
      problems.push(
        `The panel "${title}" is a ${type}, which Grafana dropped.`,
      );
    }
  }
  if (!panels.some(({ type }) => type === 'timeseries')) {
    problems.push('No panel is a time series.');
  }
  return problems;
}

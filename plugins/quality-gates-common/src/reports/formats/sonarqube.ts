import type { JsonFormat } from '../support/readJson';
import {
  all,
  kindOnly,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { asArray, asRecord, asString, type JsonRecord } from '../support/json';
import { listOf } from '../support/lists';
import { parseTimestamp } from '../support/dates';
import { commitOf } from '../support/commitOf';
import { orNoData } from '../support/noData';
import { gateMeasurements, metricMeasurements } from './sonarMetrics';

const measuresShape: JsonShape = { keys: { measures: all } };
const gateShape: JsonShape = { keys: plainKeys('status', 'conditions') };
const sonarqubeShape: JsonShape = {
  keys: {
    ...plainKeys('taskId', 'analysedAt', 'revision'),
    projectStatus: gateShape,
    qualityGate: gateShape,
    component: measuresShape,
    baseComponent: measuresShape,
    project: kindOnly,
    task: { keys: plainKeys('status', 'componentKey', 'executedAt') },
    measures: listOfShape({
      keys: plainKeys(
        'metric',
        'value',
        'component',
        'period',
        'periods',
        'history',
      ),
    }),
  },
  items: { keys: { ...plainKeys('key'), msr: all } },
};

/**
 * Answers of SonarQube: the quality gate (`api/qualitygates/project_status`), measures of a component
 * (`api/measures/component`, `component_tree`, `search`, `search_history`), the webhook, and the background task (`api/ce/task`) and, before
 * version 6, `api/resources`.
 */
export const sonarqube: JsonFormat = {
  format: 'sonarqube',
  hint: /"(projectStatus|qualityGate|baseComponent)"\s*:|"measures"\s*:\s*\[\s*\{\s*"metric"/,
  shape: sonarqubeShape,
  matches: value => {
    const root = asRecord(value);
    if (!root) return resourceOf(value) !== undefined;
    return (
      typeof asRecord(root.projectStatus)?.status === 'string' ||
      measuresOf(root) !== undefined ||
      (asRecord(root.project) !== undefined && 'taskId' in root) ||
      isTask(asRecord(root.task))
    );
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const report: ParsedReport = {
      measurements: [],
      problems: [],
      tool: 'SonarQube',
    };
    const resource = resourceOf(value);
    if (resource) metricMeasurements(report, resource);
    const task = asRecord(root.task);
    if (isTask(task)) return readTask(report, task ?? {});
    const gate = asRecord(root.projectStatus) ?? asRecord(root.qualityGate);
    if (gate) {
      const ended = asString(root.analysedAt);
      report.generatedAt = parseTimestamp(ended);
      report.commit = commitOf(root.revision);
      gateMeasurements(report, gate.status, listOf(gate, 'conditions'));
      return report;
    }
    const holder = measuresOf(root);
    if (holder) {
      metricMeasurements(report, listOf(holder, 'measures').map(newest));
    }
    return orNoData(report, 'The answer of SonarQube holds no measure.');
  },
};

function measuresOf(root: JsonRecord): JsonRecord | undefined {
  const search = isSearch(root) || isHistory(root);
  return [root.component, root.baseComponent, search ? root : undefined]
    .map(asRecord)
    .find(holder => asArray(holder?.measures) !== undefined);
}

/** `api/measures/search`; of several components it would not be clear whose number it is. */
function isSearch(root: JsonRecord): boolean {
  const measures = (asArray(root.measures) ?? []).map(asRecord);
  const components = new Set(measures.map(measure => measure?.component));
  return (
    components.size === 1 &&
    measures.every(
      it => typeof it?.metric === 'string' && typeof it.component === 'string',
    )
  );
}

/** `api/measures/search_history` is always about one component. */
function isHistory(root: JsonRecord): boolean {
  const measures = (asArray(root.measures) ?? []).map(asRecord);
  return (
    measures.length > 0 &&
    measures.every(
      it => typeof it?.metric === 'string' && Array.isArray(it.history),
    )
  );
}

/** The last value of a history, which is the oldest first; an analysis may have none. */
function newest(measure: JsonRecord): JsonRecord {
  if (!('history' in measure)) return measure;
  const last = listOf(measure, 'history').findLast(it => 'value' in it);
  return { metric: measure.metric, value: last?.value };
}

/** `api/resources` is a list; of several resources it would not be clear whose number it is. */
function resourceOf(value: unknown): JsonRecord[] | undefined {
  const list = asArray(value);
  const measured = asArray(asRecord(list?.[0])?.msr);
  if (list?.length !== 1 || !measured) return undefined;
  return measured.map(it => {
    const found = asRecord(it);
    return { metric: found?.key, value: found?.val ?? found?.data };
  });
}

function isTask(task: JsonRecord | undefined): boolean {
  return (
    typeof task?.status === 'string' && typeof task.componentKey === 'string'
  );
}

/** The task says that the analysis was computed, not how it came out. */
function readTask(report: ParsedReport, task: JsonRecord): ParsedReport {
  const status = asString(task.status) ?? '';
  report.generatedAt = parseTimestamp(asString(task.executedAt));
  report.measurements.push({
    id: 'sonar.analysis',
    value: status.slice(0, 40),
    unit: 'status',
    detail: { items: [String(task.componentKey).slice(0, 200)], itemCount: 1 },
  });
  return report;
}

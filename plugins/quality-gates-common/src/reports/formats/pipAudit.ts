import type { JsonFormat } from '../support/readJson';
import { listOfShape, plainKeys, type JsonShape } from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import {
  describeVulnerability,
  SeverityCounts,
} from '../support/SeverityCounts';
import { TopItems } from '../support/TopItems';
import { countOf, onlyFound } from '../support/countOf';
import { asArray, asRecord, asString } from '../support/json';
import { listOf, records } from '../support/lists';
import { noData } from '../support/noData';

const dependencyShape: JsonShape = {
  keys: {
    ...plainKeys('name', 'version', 'skip_reason'),
    vulns: listOfShape({ keys: plainKeys('id', 'fix_versions') }),
  },
};
const pipAuditShape: JsonShape = {
  keys: { dependencies: listOfShape(dependencyShape) },
  items: dependencyShape,
};

/** pip-audit JSON, the list of dependencies and the object around it. It grades nothing: every finding is `unknown`. */
export const pipAudit: JsonFormat = {
  format: 'pip-audit',
  hint: /"dependencies"\s*:\s*\[\s*(\]|\{\s*"name")|"(vulns|skip_reason)"\s*:/,
  shape: pipAuditShape,
  matches: value => {
    const list = asArray(value) ?? asArray(asRecord(value)?.dependencies);
    if (!list) return false;
    const keys = Object.keys(asRecord(value) ?? {});
    return list.length === 0
      ? keys.length > 0 &&
          keys.every(it => it === 'dependencies' || it === 'fixes')
      : list.every(isDependency);
  },
  read(value): ParsedReport {
    const list = asArray(value) ?? asArray(asRecord(value)?.dependencies) ?? [];
    const dependencies = records(list, 'The list of dependencies');
    const counts = new SeverityCounts();
    const skipped = new TopItems();
    for (const dependency of dependencies) {
      const name = asString(dependency.name);
      if (!('vulns' in dependency)) {
        skipped.add(
          () =>
            `${name ?? 'unnamed'}: ${asString(dependency.skip_reason) ?? ''}`,
        );
      }
      for (const found of listOf(dependency, 'vulns')) {
        counts.add('unknown', () =>
          describeVulnerability({
            id: asString(found.id),
            name,
            version: asString(dependency.version),
            fixed:
              (asArray(found.fix_versions) ?? []).map(String).join(', ') ||
              undefined,
          }),
        );
      }
    }
    const about = { tool: 'pip-audit' };
    if (dependencies.length > 0 && skipped.count === dependencies.length) {
      return noData(
        'Every dependency was skipped, so none has been audited.',
        about,
      );
    }
    return {
      measurements: [
        ...counts.measurements({ graded: false }),
        ...onlyFound([countOf('dependencies.skipped', skipped)]),
      ],
      problems: [],
      ...about,
    };
  },
};

function isDependency(value: unknown): boolean {
  const record = asRecord(value);
  return (
    typeof record?.name === 'string' &&
    (Array.isArray(record.vulns) || typeof record.skip_reason === 'string')
  );
}

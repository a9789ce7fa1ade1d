import {
  heal7Gate,
  parseGate,
  serviceKinds,
  tightenGate,
  type DefinitionProblem,
  type Gate,
  type GateChanges,
  type ServiceKind,
} from '@heal7/backstage-plugin-quality-gates-common';
import { UsageError } from './GatesConfig';
import type { LoadedConfig } from './loadConfig';
import { readYamlFile } from './readYamlFile';
import type { YamlFile } from './YamlFile';

/** Where the gate comes from. */
export interface GateOptions {
  /** File with the gate that the platform team published; absent = the HEAL7 gate. */
  gate?: string;
}

/** The gate of this repository: the published one or the default, with what the repository tightens. */
export function loadGate(
  options: GateOptions,
  service: ServiceKind | undefined,
  config: LoadedConfig,
  directory: string,
): Gate {
  const gate =
    options.gate === undefined
      ? heal7Gate(service ?? missingService())
      : readGate(readYamlFile(options.gate, directory, 'gate'), service);
  refuseLoosening(gate, config);
  return tightenGate(gate, config.changes).gate;
}

function missingService(): never {
  throw new UsageError(
    `Which gate applies? Say "service: ${serviceKinds.join(
      ' | ',
    )}" in heal7-gates.yaml or pass --service.`,
  );
}

/** One gate, or the answer of `GET /gates`: a list, of which the kind of service picks one. */
function readGate(file: YamlFile, service: ServiceKind | undefined): Gate {
  const value = file.value();
  if (typeof value !== 'object' || value === null || !('items' in value)) {
    return gateOrFail(file, parseGate(value), []);
  }
  const { items } = value;
  if (!Array.isArray(items)) return file.fail(['items'], 'Expected a list.');
  const gates = items.map((item: unknown, index) =>
    gateOrFail(file, parseGate(item), ['items', index]),
  );
  const fitting = gates.filter(
    it => it.service === undefined || it.service === (service ?? it.service),
  );
  if (fitting.length === 1) return fitting[0];
  if (service === undefined) return missingService();
  return file.fail(
    ['items'],
    `Expected one gate for "${service}", found ${fitting.length}.`,
  );
}

function gateOrFail(
  file: YamlFile,
  parsed: { gate?: Gate; problems: DefinitionProblem[] },
  path: (string | number)[],
): Gate {
  if (parsed.gate) return parsed.gate;
  const [first] = parsed.problems;
  return file.fail([...path, ...first.path], first.message);
}

/** Each change by itself, so that the sentence names its line. */
function refuseLoosening(gate: Gate, { changes, file }: LoadedConfig): void {
  if (!file) return;
  const refuse = (path: (string | number)[], change: GateChanges) => {
    const [problem] = tightenGate(gate, change).problems;
    if (problem) file.fail(path, problem);
  };
  for (const [id, change] of Object.entries(changes.checks ?? {})) {
    refuse(['checks', id], {
      checks: Object.fromEntries([[id, change]]),
    });
  }
  changes.add?.forEach((check, index) =>
    refuse(['add', index], { add: changes.add?.slice(0, index).concat(check) }),
  );
}

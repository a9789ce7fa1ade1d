import { InputError } from '@backstage/errors';
import {
  changeGate,
  heal7Gate,
  parseGateChanges,
  serviceKinds,
  unknownChecks,
  type Gate,
  type GateChanges,
  type ServiceKind,
} from '@heal7/backstage-plugin-quality-gates-common';

/** The gates of this portal. */
export interface Gates {
  of(kind: ServiceKind): Gate;
  list(): Gate[];
}

const root = 'qualityGates.gates';
const everyKind = 'all';

/**
 * The HEAL7 gate of each kind of service with the changes of the configuration: first those for all kinds, then those for
 * the kind. What is wrong with them is named with its path when the backend starts.
 */
export function createGates(config: unknown = {}): Gates {
  const sections = readSections(config);
  const forAll = sections.get(everyKind) ?? {};
  const general = serviceKinds.map(kind => changeGate(heal7Gate(kind), forAll));
  refuseUnknown(everyKind, serviceKinds.map(heal7Gate), forAll);
  const gates = new Map(
    general.map((gate, index): [ServiceKind, Gate] => {
      const kind = serviceKinds[index];
      const changes = sections.get(kind) ?? {};
      refuseUnknown(kind, [gate], changes);
      const changed = changeGate(gate, changes);
      refuseEmpty(kind, changed);
      return [kind, changed];
    }),
  );
  return {
    of: kind => gates.get(kind) ?? heal7Gate(kind),
    list: () => [...gates.values()],
  };
}

function readSections(config: unknown): Map<string, GateChanges> {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new InputError(`${root}: expected an object`);
  }
  const known: string[] = [everyKind, ...serviceKinds];
  return new Map(
    Object.entries(config).map(([key, value]): [string, GateChanges] => {
      if (!known.includes(key)) {
        throw new InputError(
          `${root}.${key}: there is no such kind of service; write ${known.join(
            ', ',
          )}`,
        );
      }
      const { changes, problems } = parseGateChanges(value);
      const [problem] = problems;
      if (problem) {
        throw new InputError(
          `${[root, key, ...problem.path].join('.')}: ${problem.message}`,
        );
      }
      return [key, changes];
    }),
  );
}

function refuseUnknown(
  key: string,
  gates: readonly Gate[],
  changes: GateChanges,
): void {
  const [id] = unknownChecks(gates, changes);
  if (id !== undefined) {
    throw new InputError(
      `${root}.${key}.checks.${id}: there is no such check in this gate`,
    );
  }
}

/** A gate without blocking checks would judge nothing and never pass. */
function refuseEmpty(key: string, gate: Gate): void {
  if (!gate.checks.some(check => check.blocking)) {
    throw new InputError(
      `${root}.${key}: the gate of ${key} services has no blocking check left`,
    );
  }
}

import { asArray, asRecord, asString, type JsonRecord } from '../support/json';
import { findingLevels, type FindingLevel } from '../support/FindingCounts';

/** Finds the rule of a result, and what it says about level and severity. */
export class SarifRules {
  readonly #driver: JsonRecord;
  readonly #extensions: JsonRecord[];
  readonly #invocations: JsonRecord[];
  readonly #byId = new Map<string, JsonRecord>();
  /** True where the tool scores what it looks for, whether it found some or not. */
  readonly scored: boolean;

  constructor(run: JsonRecord) {
    const tool = asRecord(run.tool);
    this.#driver = asRecord(tool?.driver) ?? {};
    this.#extensions = recordsIn(tool?.extensions);
    this.#invocations = recordsIn(run.invocations);
    for (const component of [...this.#extensions, this.#driver]) {
      for (const rule of recordsIn(component.rules)) {
        const id = asString(rule.id);
        if (id) this.#byId.set(id, rule);
      }
    }
    this.scored = [...this.#byId.values()].some(isScored);
  }

  /** `ruleIndex` before the id; an id `CA1/2` belongs to the rule `CA1`. */
  ruleOf(result: JsonRecord): JsonRecord | undefined {
    const reference = asRecord(result.rule);
    const component = this.#component(asRecord(reference?.toolComponent));
    const index = result.ruleIndex ?? reference?.index;
    if (typeof index === 'number' && index >= 0) {
      const rule = asRecord(asArray(component.rules)?.[index]);
      if (rule) return rule;
    }
    let id = this.idOf(result);
    while (id) {
      const rule = this.#byId.get(id);
      if (rule) return rule;
      id = id.slice(0, Math.max(0, id.lastIndexOf('/')));
    }
    return undefined;
  }

  /** The result's own word, else its rule's. */
  idOf(result: JsonRecord, rule?: JsonRecord): string | undefined {
    return (
      asString(result.ruleId) ??
      asString(asRecord(result.rule)?.id) ??
      asString(rule?.id)
    );
  }

  /** SARIF 3.27.10: the result's own level, the override of the run, the rule's default, `warning`. */
  levelOf(result: JsonRecord, rule: JsonRecord | undefined) {
    const own = levelNamed(result.level);
    if (own) return own;
    const kind = asString(result.kind);
    if (kind !== undefined && kind !== 'fail') return 'none';
    return (
      this.#override(result, rule) ??
      levelNamed(asRecord(rule?.defaultConfiguration)?.level) ??
      'warning'
    );
  }

  #override(result: JsonRecord, rule: JsonRecord | undefined) {
    const stated = asRecord(result.provenance)?.invocationIndex;
    const only = this.#invocations.length === 1 ? 0 : -1;
    const invocation =
      this.#invocations[typeof stated === 'number' ? stated : only];
    const id = asString(rule?.id) ?? this.idOf(result);
    const override = recordsIn(invocation?.ruleConfigurationOverrides).find(
      it => {
        const descriptor = asRecord(it.descriptor);
        return asString(descriptor?.id) === undefined
          ? descriptor?.index !== undefined &&
              descriptor.index === result.ruleIndex
          : descriptor?.id === id;
      },
    );
    return levelNamed(asRecord(override?.configuration)?.level);
  }

  #component(reference: JsonRecord | undefined): JsonRecord {
    if (!reference) return this.#driver;
    const { index, name, guid } = reference;
    if (typeof index === 'number' && index >= 0) {
      return this.#extensions[index] ?? this.#driver;
    }
    return (
      this.#extensions.find(
        it =>
          (guid !== undefined && it.guid === guid) ||
          (name !== undefined && it.name === name),
      ) ?? this.#driver
    );
  }
}

/** Trivy also scores misconfigurations, secrets and licences; it tags them. */
function isScored({ properties }: JsonRecord): boolean {
  const stated = asRecord(properties);
  const tags = (asArray(stated?.tags) ?? []).map(String);
  return (
    stated?.['security-severity'] !== undefined && !tags.some(isOtherSubject)
  );
}

/** No vulnerability, although the tool looks for vulnerabilities as well. */
export function isOtherSubject(tag: string): boolean {
  return /^(misconfiguration|secret|license)$/i.test(tag);
}

function levelNamed(value: unknown): FindingLevel | 'none' | undefined {
  const word = asString(value)?.toLowerCase();
  if (word === 'none') return 'none';
  return findingLevels.find(level => level === word);
}

function recordsIn(value: unknown): JsonRecord[] {
  return (asArray(value) ?? [])
    .map(asRecord)
    .filter(record => record !== undefined);
}

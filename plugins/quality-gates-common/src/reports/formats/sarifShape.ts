import {
  all,
  kindOnly,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import { asRecord, type JsonRecord } from '../support/json';

const longestMessage = 300;

const component = {
  ...plainKeys('name', 'guid', 'semanticVersion', 'version'),
  rules: listOfShape({
    keys: {
      id: all,
      defaultConfiguration: { keys: plainKeys('level') },
      properties: { keys: plainKeys('security-severity', 'tags') },
    },
  }),
};

/** All that decides how a result counts. */
function sameResult(result: JsonRecord): string {
  return JSON.stringify([
    result.ruleId,
    result.ruleIndex,
    result.rule,
    result.level,
    result.kind,
    result.baselineState,
    result.suppressions,
    result.properties,
    result.provenance,
  ]);
}

function shortMessage(value: unknown): unknown {
  const message = asRecord(value);
  const text = message?.text ?? message?.markdown;
  return typeof text === 'string'
    ? { text: text.slice(0, longestMessage) }
    : value;
}

const location = {
  keys: {
    physicalLocation: {
      keys: {
        artifactLocation: { keys: plainKeys('uri') },
        region: { keys: plainKeys('startLine') },
      },
    },
  },
};

const result: JsonShape = {
  keys: {
    ...plainKeys('ruleId', 'ruleIndex', 'level', 'kind', 'baselineState'),
    rule: all,
    suppressions: listOfShape({ keys: plainKeys('status') }),
    properties: { keys: plainKeys('security-severity') },
    provenance: { keys: plainKeys('invocationIndex') },
    message: { keys: plainKeys('text', 'markdown'), reduce: [shortMessage] },
    locations: {
      ...listOfShape(location),
      // Only the first place is shown.
      reduce: [list => (Array.isArray(list) ? list.slice(0, 1) : list)],
    },
  },
  same: [sameResult],
};

export const sarifShape: JsonShape = {
  keys: {
    ...plainKeys('$schema', 'version'),
    runs: listOfShape({
      keys: {
        tool: {
          keys: {
            driver: { keys: component },
            extensions: listOfShape({ keys: component }),
          },
        },
        results: listOfShape(result),
        invocations: listOfShape({
          keys: plainKeys(
            'executionSuccessful',
            'endTimeUtc',
            'startTimeUtc',
            'ruleConfigurationOverrides',
          ),
        }),
        externalPropertyFileReferences: {
          keys: { results: listOfShape(kindOnly) },
        },
        versionControlProvenance: listOfShape({
          keys: plainKeys('revisionId'),
        }),
      },
    }),
  },
};

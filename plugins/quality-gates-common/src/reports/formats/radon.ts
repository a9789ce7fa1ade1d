import type { JsonFormat } from '../support/readJson';
import { plainKeys, type JsonShape } from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { TopItems } from '../support/TopItems';
import { WorstFunctions } from '../support/WorstFunctions';
import {
  asArray,
  asCount,
  asRecord,
  asString,
  type JsonRecord,
} from '../support/json';
import { listOf, records } from '../support/lists';
import { orNoData } from '../support/noData';

const types = ['function', 'method', 'class'];

const radonShape: JsonShape = {
  rest: {
    keys: plainKeys('error'),
    items: {
      keys: plainKeys(
        'type',
        'complexity',
        'name',
        'lineno',
        'methods',
        'closures',
      ),
    },
  },
};

/** `radon cc --json`. A class's number is an average over its methods and left out; the methods count. */
export const radon: JsonFormat = {
  format: 'radon',
  hint: /"rank"\s*:\s*"[A-F]"/,
  shape: radonShape,
  matches: value => {
    const files = Object.values(asRecord(value) ?? {});
    return (
      files.some(file => (asArray(file)?.length ?? 0) > 0) &&
      files.every(file => {
        const blocks = asArray(file);
        return blocks
          ? blocks.every(isBlock)
          : typeof asRecord(file)?.error === 'string';
      })
    );
  },
  read(value): ParsedReport {
    const functions = new WorstFunctions();
    const failures = new TopItems();
    for (const [file, found] of Object.entries(asRecord(value) ?? {})) {
      const blocks = asArray(found);
      if (!blocks) failures.add(() => file);
      else addBlocks(functions, file, records(blocks, `The list of ${file}`));
    }
    return orNoData(
      {
        measurements: functions.measurements(),
        problems:
          failures.count > 0
            ? [
                {
                  code: 'invalid-value',
                  message: `radon could not read ${failures.count} files, the first of them ${failures.items[0]}.`,
                },
              ]
            : [],
        tool: 'radon',
      },
      'The report lists no function.',
    );
  },
};

function isBlock(value: unknown): boolean {
  const block = asRecord(value);
  return (
    block !== undefined &&
    types.includes(String(block.type)) &&
    'complexity' in block
  );
}

function addBlocks(
  functions: WorstFunctions,
  file: string,
  blocks: readonly JsonRecord[],
) {
  for (const block of blocks) {
    if (block.type !== 'class') {
      const complexity = asCount(block.complexity);
      if (complexity === undefined) {
        throw new ReportError(
          'malformed',
          `A function of ${file} has no number.`,
        );
      }
      functions.add(
        complexity,
        () =>
          `${asString(block.name) ?? 'a function'} (${file}:${
            asCount(block.lineno) ?? '?'
          })`,
      );
    }
    // Methods of a class and functions inside a function.
    addBlocks(functions, file, [
      ...listOf(block, 'methods'),
      ...listOf(block, 'closures'),
    ]);
  }
}

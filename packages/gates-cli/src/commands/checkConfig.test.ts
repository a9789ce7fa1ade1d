import {
  smallGate,
  TestFolder,
  TestOutput,
  writeGoodReports,
} from '../testing';
import { check, type CheckOptions } from './check';

describe('heal7-gates check, by its configuration', () => {
  let folder: TestFolder;
  let output: TestOutput;
  beforeEach(() => {
    folder = new TestFolder();
    output = new TestOutput();
    folder.write('heal7-gates.yaml', 'service: backend\n');
    folder.write('gate.json', JSON.stringify(smallGate));
  });
  afterEach(() => folder.remove());

  const run = (options: CheckOptions = {}) =>
    check(
      { gate: 'gate.json', ...options },
      {
        directory: folder.path,
        now: new Date('2026-03-01T12:00:00Z'),
        output,
      },
    );

  it.each([
    [
      'service: backend\nreport: x\n',
      'heal7-gates.yaml:2: "report" is not known',
    ],
    ['service: database\n', 'heal7-gates.yaml:1: "service" must be one of'],
    [
      'service: backend\nreports:\n  - a\n  - 5\n',
      'heal7-gates.yaml:4: a pattern',
    ],
    ['service: backend\nreports: a\n', 'heal7-gates.yaml:2: "reports" must be'],
    ['service: "backend\n', 'heal7-gates.yaml:'],
    ['- a\n', 'heal7-gates.yaml:1: expected'],
    ['', 'Which gate applies?'],
    [
      'reports:\n  - files: a\n    scopes: b\n',
      'heal7-gates.yaml:3: "scopes" is not known',
    ],
    ['reports:\n  - files: []\n', 'heal7-gates.yaml:2: "files" must name'],
    ['reports:\n  - scope: x\n', 'heal7-gates.yaml:2: a pattern must be text'],
    [
      'reports:\n  - files: a\n    scope: A B\n',
      'heal7-gates.yaml:3: "scope" must be a word',
    ],
    ['checks:\n  - a\n', 'heal7-gates.yaml:2: Expected an object.'],
    [
      'checks:\n  tests.failed:\n    threshold:\n      max: many\n',
      'heal7-gates.yaml:4: Expected a number.',
    ],
    ['add: {}\n', 'heal7-gates.yaml:1: Expected a list.'],
    ['a: &a [1]\nb: *c\n', 'Unresolved alias'],
    [
      'checks:\n  tests.failed: { blocking: true }\n  tests.failed: false\n',
      'heal7-gates.yaml:3: Map keys must be unique',
    ],
    [
      'checks:\n  tests.failed: &a { blocking: true }\n  coverage.backend-lines:\n    <<: *a\n',
      'heal7-gates.yaml:4: "<<" is not known here',
    ],
    [
      'checks:\n  tests.failed:\n    maxAgeSeconds: .inf\n',
      'heal7-gates.yaml:3: Expected a number.',
    ],
    [
      'checks:\n  tests.failed:\n    maxAgeSeconds: -1\n',
      'heal7-gates.yaml:3: Expected more than 0 seconds.',
    ],
    [
      'checks:\n  tests.failed:\n    blocking: "no"\n',
      'heal7-gates.yaml:3: Expected true or false.',
    ],
    [
      'checks:\n  tests.failed:\n    threshold: null\n',
      'heal7-gates.yaml:3: Expected an object with min, max, above, equals.',
    ],
    [
      'checks:\n  tests.failed:\n    measurements: [tests.skipped]\n',
      'heal7-gates.yaml:3: "measurements" is not known here',
    ],
  ])('explains the configuration %j', async (text, message) => {
    folder.write('heal7-gates.yaml', text);
    await expect(run({ gate: undefined })).rejects.toThrow(message);
  });

  it('is not brought down by a configuration that multiplies itself', async () => {
    const bomb = Array.from(
      { length: 12 },
      (_, index) =>
        `a${index}: &a${index} [${
          index === 0 ? 'x' : `*a${index - 1},*a${index - 1},*a${index - 1}`
        }]`,
    );
    folder.write('heal7-gates.yaml', `${bomb.join('\n')}\n`);
    await expect(run()).rejects.toThrow(
      'heal7-gates.yaml cannot be read: Excessive alias',
    );
  });

  it('judges by the HEAL7 gate where no other is named', async () => {
    writeGoodReports(folder);
    expect(await run({ gate: undefined })).toBe(2);
    expect(output.text).toMatch(/✔ passed +Failed tests/);
    expect(output.text).toMatch(
      /\? inconclusive +SonarQube quality gate +– +OK/,
    );
    expect(output.text).toMatch(/\? inconclusive +Image size +– +≤ 500 MB/);
  });

  it('holds a repository to what it tightens', async () => {
    writeGoodReports(folder);
    folder.write(
      'heal7-gates.yaml',
      'service: backend\nchecks:\n  coverage.backend-lines:\n    threshold: { min: 95 }\n',
    );
    expect(await run()).toBe(1);
    expect(output.text).toMatch(
      /✖ failed +Backend line coverage +91 % +≥ 95 %/,
    );
  });

  it.each([
    [
      'checks:\n  tests.failed:\n    blocking: true\n  coverage.backend-lines:\n    threshold: { min: 50 }\n',
      'heal7-gates.yaml:5: coverage.backend-lines: ≥ 50 % is looser than ≥ 85 %; ≥ 85 % stays.',
    ],
    [
      'checks:\n  tests.failed: false\n',
      'heal7-gates.yaml:2: tests.failed: only the platform team',
    ],
    [
      // As YAML was before 1.2: "no" is false, and maps merge.
      '%YAML 1.1\n---\nchecks:\n  tests.failed: &a { blocking: no }\n  coverage.backend-lines:\n    <<: *a\n',
      'tests.failed: only the platform team may make a check advisory.',
    ],
    ['checks:\n  __proto__: { blocking: false }\n', '__proto__: the gate'],
    [
      'checks:\n  tests.faild:\n    blocking: true\n',
      'heal7-gates.yaml:3: tests.faild: the gate',
    ],
    [
      'add:\n  - id: tests.failed\n    title: T\n    group: tests\n    measurements: [tests.failed]\n    threshold: { max: 9 }\n',
      'heal7-gates.yaml:2: tests.failed: a check of this id',
    ],
  ])('refuses to loosen the gate: %j', async (text, message) => {
    writeGoodReports(folder);
    folder.write('heal7-gates.yaml', `${text}service: backend\n`);
    await expect(run()).rejects.toThrow(message);
  });

  it('takes the gate out of the list the portal gives', async () => {
    writeGoodReports(folder);
    const other = { ...smallGate, service: 'frontend' };
    const list = (...items: object[]) =>
      folder.write('gates.json', JSON.stringify({ items }));
    list(other, smallGate);
    expect(await run({ gate: 'gates.json' })).toBe(0);
    list(other);
    await expect(run({ gate: 'gates.json' })).rejects.toThrow(
      'gates.json:1: Expected one gate for "backend", found 0.',
    );
    folder.write('gates.json', '{"items": [\n{"name": "x"}]}');
    await expect(run({ gate: 'gates.json' })).rejects.toThrow(
      'gates.json:2: Expected text of 1 to 200 characters.',
    );
    await expect(run({ gate: 'absent.json' })).rejects.toThrow(
      'The gate absent.json does not exist.',
    );
  });

  it('wants a configuration that was asked for', async () => {
    await expect(run({ config: 'other.yaml' })).rejects.toThrow(
      'The configuration other.yaml does not exist.',
    );
    await expect(run({ service: 'x' })).rejects.toThrow('--service must be');
  });
});

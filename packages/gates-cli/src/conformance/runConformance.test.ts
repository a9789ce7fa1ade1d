import { TestFolder, TestOutput } from '../testing';
import { readReport } from '../reports/readReport';
import type { KnownDifference } from './knownDifferences';
import { runConformance } from './runConformance';

describe('conformance', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
    folder.write('coverage/a.lcov', 'SF:a\nDA:1,1\nDA:2,0\nend_of_record\n');
  });
  afterEach(() => folder.remove());

  function run(
    samples: object[],
    known: KnownDifference[] = [],
  ): { code: number; text: string } {
    folder.write('expected.json', JSON.stringify(samples));
    const output = new TestOutput();
    const code = runConformance(folder.path, {
      read: readReport,
      output,
      known,
    });
    return { code, text: output.text };
  }
  const sample = (covered: number) => ({
    path: 'coverage/a.lcov',
    cmd: 'COV-LCOV',
    what: 'lcov',
    expected: {
      DA: [covered, 2, 0],
      'BRH/BRF': [0, 0, null],
      'FNH/FNF': [0, 0, null],
    },
  });

  it('is content when every value is equal', () => {
    const { code, text } = run([sample(1)]);
    expect(code).toBe(0);
    expect(text).toContain('lcov: 1 files read, 9 values equal, 0 different');
  });

  it('fails on a difference, unless its reason is known', () => {
    const { code, text } = run([sample(2)]);
    expect(code).toBe(1);
    expect(text).toContain(
      'UNEXPLAINED  coverage/a.lcov: coverage.lines covered is 1, expected 2',
    );
    const reason = 'The sample counts differently';
    const explained = run(
      [sample(2)],
      [{ path: 'coverage/a.lcov', what: 'coverage.lines', reason }],
    );
    expect(explained.code).toBe(0);
    expect(explained.text).toContain(reason);
  });

  it('fails when numbers come out of a file that must be refused', () => {
    const refused = { ...sample(1), expected: { UNREADABLE: 'x' } };
    expect(run([refused]).code).toBe(1);
  });

  it('lists formats that are not read yet, and fails when one is misread', () => {
    const other = { ...sample(1), cmd: 'COV-OTHER' };
    const { code, text } = run([sample(1), other]);
    expect(code).toBe(1);
    expect(text).toContain('COV-OTHER: format not read yet: 1 files');
  });

  it('is not content with nothing', () => {
    expect(run([]).code).toBe(1);
  });
});

import { parseReport } from '../parseReport';

function read(content: string) {
  const result = parseReport('junit.xml', content);
  return {
    result,
    codes: result.problems.map(problem => problem.code),
    values: Object.fromEntries(
      result.measurements.map(({ id, value }) => [
        id.replace('tests.', ''),
        value,
      ]),
    ),
  };
}

const suite = (body: string, attributes = '') =>
  `<testsuites><testsuite ${attributes}>${body}</testsuite></testsuites>`;

describe('JUnit', () => {
  it('counts test cases: error before failure before skipped', () => {
    const { values, codes, result } = read(
      suite(
        `<testcase name="a" time="1.5"/>
         <testcase classname="C" name="b" time="0.25"><failure message="1"/><failure message="2"/></testcase>
         <testcase name="c"><failure/><error message="boom"/></testcase>
         <testcase name="d"><skipped/></testcase>
         <testcase name="e" status="notrun"/>`,
        'tests="5" failures="3" errors="1" timestamp="2026-03-01T10:00:00"',
      ),
    );
    expect(codes).toEqual([]);
    expect(values).toEqual({
      total: 5,
      passed: 1,
      failed: 1,
      errors: 1,
      skipped: 2,
      flaky: 0,
      duration: 1.75,
    });
    const failed = result.measurements.find(it => it.id === 'tests.failed');
    expect(failed?.detail).toEqual({
      items: ['C › b: 1', 'c: boom'],
      itemCount: 2,
    });
    expect(failed?.generatedAt).toBe('2026-03-01T10:00:00.000Z');
  });

  it('reads nested suites', () => {
    expect(
      read(suite('<testsuite><testcase name="a"/></testsuite>')).values.total,
    ).toBe(1);
  });

  it('believes the status of a test case that holds no element', () => {
    const cases = [
      'failed',
      'error',
      'disabled',
      'Passed',
      'run',
      'hasOwnProperty',
    ]
      .map(status => `<testcase status="${status}"/>`)
      .join('');
    expect(
      read(suite(`${cases}<testcase><ignored/></testcase>`)).values,
    ).toEqual({
      total: 7,
      passed: 3,
      failed: 1,
      errors: 1,
      skipped: 2,
      flaky: 0,
    });
  });

  it('lets a flaky test pass, and counts it', () => {
    const { values, codes } = read(
      '<testsuite tests="3" failures="2" errors="0"><testcase name="a" time="1"><flakyFailure message="x"/><flakyFailure/></testcase></testsuite>',
    );
    expect(codes).toEqual([]);
    expect(values).toMatchObject({ total: 1, passed: 1, failed: 0, flaky: 1 });
  });

  it('does not call a test flaky that failed on every run', () => {
    const { values } = read(
      suite('<testcase name="a"><failure/><rerunFailure/></testcase>'),
    );
    expect(values).toMatchObject({ failed: 1, flaky: 0 });
  });

  it('names totals that contradict the test cases', () => {
    const { result, codes } = read(
      suite(
        '<testcase name="a"><failure/></testcase>',
        'tests="1" failures="0"',
      ),
    );
    expect(codes).toEqual(['contradictory']);
    expect(
      result.measurements.find(it => it.id === 'tests.failed'),
    ).toMatchObject({ value: 1, detail: { reported: { value: 0 } } });
  });

  it('knows that GoogleTest counts disabled tests apart from skipped ones', () => {
    const { values, codes } = read(
      '<testsuites tests="2" disabled="1"><testsuite tests="2" disabled="1" skipped="1"><testcase status="notrun"/><testcase><skipped/></testcase></testsuite></testsuites>',
    );
    expect({ values, codes }).toMatchObject({
      values: { skipped: 2, passed: 0 },
      codes: [],
    });
  });

  it('takes no total of suites for the total where test cases stand beside them', () => {
    const { values, codes } = read(
      '<testsuites><testcase/><testsuite tests="1" failures="0"><testcase/></testsuite></testsuites>',
    );
    expect({ values, codes }).toMatchObject({
      values: { total: 2 },
      codes: [],
    });
  });

  it('knows that Node counts a suite within a suite as one test', () => {
    const { values, codes } = read(
      '<testsuites><testsuite tests="2" failures="1"><testcase/><testsuite tests="2" failures="2"><testcase><failure/></testcase><testcase><failure/></testcase></testsuite></testsuite></testsuites>',
    );
    expect({ values, codes }).toMatchObject({
      values: { total: 3, failed: 2 },
      codes: [],
    });
  });

  it('names the errors of a suite, which are no test case’s', () => {
    const { result, codes } = read(
      suite('<testcase/><error message="exit code 1"/>'),
    );
    expect(codes).toEqual(['contradictory']);
    expect(
      result.measurements.find(it => it.id === 'tests.errors'),
    ).toMatchObject({ value: 0, detail: { reported: { value: 1 } } });
  });

  it('keeps the tests that a file claims without listing one', () => {
    const { result, codes } = read('<testsuite tests="6" failures="1"/>');
    expect(codes).toEqual(['no-data']);
    expect(result.measurements).toEqual([
      expect.objectContaining({
        id: 'tests.total',
        value: 0,
        detail: { reported: { value: 6 } },
      }),
    ]);
  });

  it('takes the time of the suites where no test case has one', () => {
    const two =
      '<testsuite time="1.5"><testcase time=""/></testsuite><testsuite time="2"><testcase/></testsuite>';
    expect(read(`<testsuites>${two}</testsuites>`).values.duration).toBe(3.5);
  });

  it('tells only that a file without test cases has none', () => {
    const { values, codes } = read('<testsuites tests="0" time="11.3"/>');
    expect({ values, codes }).toEqual({
      values: { total: 0 },
      codes: ['no-data'],
    });
  });

  it.each(['-5', 'soon'])('gives no duration for a time of "%s"', time => {
    const { values, codes } = read(
      suite(`<testcase name="a" time="1"/><testcase name="b" time="${time}"/>`),
    );
    expect(values.duration).toBeUndefined();
    expect(values.total).toBe(2);
    expect(codes).toEqual(['invalid-value']);
  });

  it('reads times with exponent or thousands separator', () => {
    expect(
      read(
        suite(
          '<testcase name="a" time="1,000.5"/><testcase name="b" time="5e-1"/>',
        ),
      ).values.duration,
    ).toBe(1001);
  });

  it('refuses a report that was cut off', () => {
    const { values, codes, result } = read(
      '<testsuite tests="9"><testcase name="a"/><system-out><![CDATA[ …',
    );
    expect({ values, codes, format: result.format }).toEqual({
      values: {},
      codes: ['malformed'],
      format: 'junit',
    });
  });
});

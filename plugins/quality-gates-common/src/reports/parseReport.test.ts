import { values } from './testing';

describe('a file that is no known report', () => {
  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['null', 'not-recognised'],
    ['42', 'not-recognised'],
    ['{"branches": 78.4, "coverage": 90}', 'not-recognised'],
    ['[]', 'not-recognised'],
    ['<html><body/></html>', 'not-recognised'],
    ['<coverage generated="1" clover="4"/>', 'not-recognised'],
    ['hello', 'not-recognised'],
    ['<<<', 'malformed'],
    ['{', 'malformed'],
  ])('%j is %s, and no number', (text, code) => {
    expect(values(text)).toMatchObject({ codes: [code], measured: {} });
  });

  it('survives a source that breaks', () => {
    function* broken(): Iterable<string> {
      yield 'SF:a\n';
      throw new Error('disk');
    }
    expect(values(broken())).toMatchObject({
      codes: ['unreadable'],
      measured: {},
    });
  });

  const whole = [
    'SF:a.ts\nFN:1,f\nFNDA:1,f\nDA:1,1\nBRDA:1,0,0,1\nLF:1\nLH:1\nend_of_record\n',
    '<coverage line-rate="1"><packages><package><classes><class filename="a"><lines><line number="1" hits="1" condition-coverage="50% (1/2)"/></lines></class></classes></package></packages></coverage>',
    '<testsuite tests="1" failures="0"><testcase name="a" time="1"><skipped/></testcase></testsuite>',
    '{"SchemaVersion":2,"ArtifactName":"x","Results":[{"Target":"t","Vulnerabilities":[{"Severity":"HIGH"}]}]}',
    '{"total":{"lines":{"total":2,"covered":1,"pct":50}}}',
    '{"a":{"path":"a","statementMap":{"0":{"start":{"line":1}}},"s":{"0":1},"f":{"0":1},"b":{"0":[1,0]}}}',
  ];
  const splices = [
    '',
    '<',
    '>',
    '&',
    '"',
    '0',
    '-1',
    '1e999',
    ']',
    '}',
    'null',
  ];

  it('survives damage of any kind without an impossible number', () => {
    const random = mulberry32(20260301);
    const pick = (below: number) => Math.floor(random() * below);
    for (let round = 0; round < 6000; round += 1) {
      const text = whole[round % whole.length];
      const from = pick(text.length + 1);
      const damaged =
        text.slice(0, from) +
        splices[pick(splices.length)] +
        text.slice(from + pick(4));
      const { result } = values(damaged);
      expect(result.problems.map(problem => problem.code)).not.toContain(
        'unreadable',
      );
      const impossible = result.measurements.filter(
        ({ value, unit }) =>
          typeof value !== 'number' ||
          !Number.isFinite(value) ||
          value < 0 ||
          (unit === 'percent' && value > 100),
      );
      expect(impossible).toEqual([]);
    }
  });
});

/** A small generator with a fixed seed, so that a failure can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state += 0x6d2b79f5;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

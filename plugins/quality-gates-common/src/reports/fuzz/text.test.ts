import { cutEverywhere, formatsOf, fuzzFormat } from './fuzzFormats';
import { wholeReports } from '../wholeReports';

describe('damaged text', () => {
  it.each(formatsOf(/^[^<[{]/))(
    '%s gives no nonsense',
    format => expect(fuzzFormat(format)).toEqual([]),
    120_000,
  );

  it('of lcov gives no number when it is cut off', () => {
    expect(wholeReports.lcov.flatMap(cutEverywhere)).toEqual([]);
  });
});

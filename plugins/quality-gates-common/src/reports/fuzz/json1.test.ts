import { cutEverywhere, formatsOf, fuzzFormat } from './fuzzFormats';
import { wholeReports } from '../wholeReports';

const formats = formatsOf(/^[[{]/, 0, 3);
const longest = 120_000;

describe('damaged JSON (part 1 of 3)', () => {
  it.each(formats)(
    '%s gives no nonsense',
    format => expect(fuzzFormat(format)).toEqual([]),
    longest,
  );

  it.each(formats)('%s gives no number when it is cut off', format => {
    const whole = wholeReports[format].filter(it => /^[[{]/.test(it));
    // One JSON value a line is whole at the end of every line.
    const one = whole.filter(it => !it.trimEnd().includes('\n'));
    expect(one.flatMap(cutEverywhere)).toEqual([]);
  });
});

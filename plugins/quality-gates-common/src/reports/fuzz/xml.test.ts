import { cutEverywhere, formatsOf, fuzzFormat } from './fuzzFormats';
import { wholeReports } from '../wholeReports';

const formats = formatsOf(/^</);

describe('damaged XML', () => {
  it.each(formats)(
    '%s gives no nonsense',
    format => expect(fuzzFormat(format)).toEqual([]),
    120_000,
  );

  it.each(formats)('%s gives no number when it is cut off', format => {
    expect(wholeReports[format].flatMap(cutEverywhere)).toEqual([]);
  });
});

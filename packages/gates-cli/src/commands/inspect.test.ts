import { gzipSync } from 'node:zlib';
import { reports, TestFolder, TestOutput } from '../testing';
import { decodeFile } from '../reports/decodeFile';
import { inspect } from './inspect';

describe('heal7-gates inspect', () => {
  let folder: TestFolder;
  let output: TestOutput;
  beforeEach(() => {
    folder = new TestFolder();
    output = new TestOutput();
  });
  afterEach(() => folder.remove());

  it('prints one entry a file as JSON, also when one cannot be read', () => {
    const good = folder.write('a.txt', reports.junit(0));
    const bad = folder.write('b.xml', '<html/>');
    const absent = `${folder.path}/c.xml`;
    expect(inspect([good, bad, absent], { json: true }, output)).toBe(2);
    expect(JSON.parse(output.text)).toEqual([
      {
        file: good,
        format: 'junit',
        measurements: expect.arrayContaining([
          { id: 'tests.total', value: 1, unit: 'count' },
          { id: 'tests.duration', value: 1, unit: 'seconds' },
        ]),
        problems: [],
      },
      {
        file: bad,
        format: null,
        measurements: [],
        problems: [expect.objectContaining({ code: 'not-recognised' })],
      },
      {
        file: absent,
        format: null,
        measurements: [],
        problems: [
          {
            file: absent,
            code: 'unreadable',
            message: 'The file does not exist.',
          },
        ],
      },
    ]);
  });

  it('is content with 0 when all were understood', () => {
    const file = folder.write('a', reports.coverage(50));
    expect(inspect([file], {}, output)).toBe(0);
    expect(output.text).toContain(
      'coverage.lines               50 %  (50 of 100)',
    );
  });

  it('reads compressed files and other encodings', () => {
    const text = `<?xml version="1.0" encoding="EUC-KR"?>${reports.junit(0)}`;
    const utf16 = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(reports.junit(0), 'utf16le'),
    ]);
    const latin = `<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="é"><failure/></testcase></testsuite>`;
    const files = [
      folder.write('a.xml.gz', gzipSync(reports.junit(0))),
      folder.write('b.xml', text),
      folder.write('c.xml', utf16),
      folder.write('d.xml', Buffer.from(latin, 'latin1')),
    ];
    expect(inspect(files, {}, output)).toBe(0);
    expect(output.text).toContain('· é');
  });

  it('refuses a folder, and a zip bomb', () => {
    const bomb = folder.write(
      'bomb.gz',
      gzipSync(Buffer.alloc(200 * 1024 * 1024, ' ')),
    );
    expect(inspect([folder.path, bomb], {}, output)).toBe(2);
    expect(output.text).toContain('It is not a file.');
    expect(output.text).toContain('The file is larger than 100 MB.');
  });

  it('refuses a file over the limit before it reads it', () => {
    const path = folder.write('a.json', 'x'.repeat(2_000_000));
    expect(() => [...decodeFile(path, 1_048_576)]).toThrow(
      'The file is larger than 1 MB.',
    );
  });
});

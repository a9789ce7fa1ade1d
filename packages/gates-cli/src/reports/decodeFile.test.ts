import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { TestFolder } from '../testing';
import { decodeFile } from './decodeFile';
import { readReport } from './readReport';

const junit = '<testsuite><testcase name="가" time="1"/></testsuite>';

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('reading a file', () => {
  const folder = new TestFolder();
  afterAll(() => folder.remove());

  const text = (content: string | Buffer, limit?: number) =>
    [...decodeFile(folder.write('file', content), limit)].join('');

  it.each([
    ['UTF-8', Buffer.from(junit)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${junit}`)],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${junit}`, 'utf16le')],
    ['UTF-16BE with a mark', utf16be(`\ufeff${junit}`)],
    ['UTF-16LE', Buffer.from(junit, 'utf16le')],
    ['UTF-16BE', utf16be(junit)],
    ['gzip', gzipSync(junit)],
    ['gzip of UTF-16', gzipSync(Buffer.from(`\ufeff${junit}`, 'utf16le'))],
  ])('understands %s', (_, content) => {
    expect(text(content)).toBe(junit);
  });

  it('understands an encoding that XML declares', () => {
    const declared = '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>';
    expect(text(Buffer.from(declared, 'latin1'))).toBe(declared);
  });

  it('splits no character between pieces', () => {
    const long = '가나다'.repeat(100_000);
    expect(text(long)).toBe(long);
    expect(text(gzipSync(long))).toBe(long);
  });

  it('unzips in pieces, and several files that were put together', () => {
    const long = '가나다'.repeat(100_000);
    const zipped = gzipSync(long);
    expect(text(Buffer.concat([zipped, gzipSync(junit)]))).toBe(long + junit);
    const cut = folder.write('cut', zipped.subarray(0, -20));
    const pieces = decodeFile(cut)[Symbol.iterator]();
    // The end is broken, and the beginning is there all the same.
    expect(long.startsWith(pieces.next().value)).toBe(true);
    expect(() => {
      while (!pieces.next().done);
    }).toThrow(expect.objectContaining({ code: 'unreadable' }));
  });

  it.each([
    ['a file over the limit', Buffer.alloc(20_000, 'a'), 'too-large'],
    ['a gzip bomb', gzipSync(Buffer.alloc(5_000_000)), 'too-large'],
    ['a broken gzip', gzipSync(junit).subarray(0, 30), 'unreadable'],
    [
      'something that only begins like gzip',
      Buffer.from([0x1f, 0x8b]),
      'unreadable',
    ],
  ])('refuses %s', (_, content, code) => {
    expect(() => text(content, 10_000)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('waits for no pipe', () => {
    const pipe = `${folder.path}/pipe`;
    execFileSync('mkfifo', [pipe]);
    expect(readReport(pipe).problems).toMatchObject([
      { code: 'unreadable', message: 'It is not a file.' },
    ]);
  });

  it('says so in the result', () => {
    expect(readReport(`${folder.path}/absent`).problems).toMatchObject([
      { code: 'unreadable', message: 'The file does not exist.' },
    ]);
    expect(readReport(folder.path).problems).toMatchObject([
      { code: 'unreadable' },
    ]);
    expect(
      readReport(folder.write('cut', junit.slice(0, 30))).problems,
    ).toMatchObject([{ code: 'malformed' }]);
  });
});

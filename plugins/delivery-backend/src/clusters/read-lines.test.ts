import { Readable } from 'node:stream';
import { readLines } from './read-lines';

it('joins what was split, even inside a character', async () => {
  const bytes = Buffer.from('{"a":"사주"}\n\n{"b":1}\n{"rest":2}');
  const chunks = Array.from(bytes, byte => Buffer.from([byte]));
  const lines: string[] = [];
  for await (const line of readLines(Readable.from(chunks))) {
    lines.push(line);
  }
  expect(lines).toEqual(['{"a":"사주"}', '{"b":1}', '{"rest":2}']);
});

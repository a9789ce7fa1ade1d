import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** The lines of a stream as they arrive; characters may be split between two chunks. */
export async function* readLines(stream: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of stream) {
    rest += decoder.write(chunk);
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim()) {
        yield line;
      }
    }
  }
  if (rest.trim()) {
    yield rest;
  }
}

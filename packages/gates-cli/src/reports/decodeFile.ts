import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { errorCode } from '../errorCode';
import { unzip } from './unzip';

/** Reports above this size are refused: they would not be reports. */
export const largestReport = 100 * 1024 * 1024;

const pieceSize = 64 * 1024;

/** Why a file's content cannot be had. */
export class FileError extends Error {
  constructor(readonly code: 'too-large' | 'unreadable', message: string) {
    super(message);
    this.name = 'FileError';
  }
}

/**
 * Text of a file in pieces. Unzips `.gz` content, honours the byte order mark and the encoding an XML
 * declaration names.
 */
export function* decodeFile(
  path: string,
  limit = largestReport,
): Iterable<string> {
  const descriptor = open(path);
  try {
    const { size } = fstatSync(descriptor);
    if (size > limit) throw tooLarge(limit);
    const head = readPiece(descriptor, Buffer.alloc(2), 0);
    const zipped = head[0] === 0x1f && head[1] === 0x8b;
    yield* decode(
      zipped ? unzipped(descriptor, limit) : fromDescriptor(descriptor),
    );
  } finally {
    closeSync(descriptor);
  }
}

function open(path: string): number {
  try {
    // Asked before: a pipe is opened only when somebody writes to it.
    if (!statSync(path).isFile()) {
      throw new FileError('unreadable', 'It is not a file.');
    }
    return openSync(path, 'r');
  } catch (error) {
    if (error instanceof FileError) throw error;
    const code = errorCode(error);
    throw new FileError(
      'unreadable',
      code === 'ENOENT'
        ? 'The file does not exist.'
        : `The file cannot be opened (${code ?? 'unknown reason'}).`,
    );
  }
}

function readPiece(
  descriptor: number,
  buffer: Buffer,
  position: number,
): Buffer {
  const length = readSync(descriptor, buffer, 0, buffer.length, position);
  return buffer.subarray(0, length);
}

/** Every piece is in the same buffer: it must be used before the next one is asked for. */
function* fromDescriptor(descriptor: number): Iterable<Buffer> {
  const buffer = Buffer.allocUnsafe(pieceSize);
  let position = 0;
  for (
    let piece = readPiece(descriptor, buffer, position);
    piece.length > 0;
    piece = readPiece(descriptor, buffer, position)
  ) {
    yield piece;
    position += piece.length;
  }
}

function* unzipped(descriptor: number, limit: number): Iterable<Buffer> {
  let length = 0;
  try {
    for (const piece of unzip(descriptor)) {
      length += piece.length;
      if (length > limit) throw tooLarge(limit);
      yield piece;
    }
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(
      'unreadable',
      'The file is compressed, but cannot be unzipped.',
    );
  }
}

function* decode(all: Iterable<Buffer>): Iterable<string> {
  let decoder: TextDecoder | undefined;
  for (const piece of all) {
    decoder ??= decoderFor(piece);
    yield decoder.decode(piece, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

function decoderFor(head: Buffer): TextDecoder {
  return new TextDecoder(utf16Of(head) ?? declaredEncoding(head));
}

/** By the byte order mark, or by the first character of every report, which is ASCII. */
function utf16Of([first, second]: Buffer): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first && second === 0) return 'utf-16le';
  return first === 0 && second ? 'utf-16be' : undefined;
}

/** What an XML declaration names, where this platform knows it. */
function declaredEncoding(head: Buffer): string {
  const declaration = head.subarray(0, 200).toString('latin1');
  const encoding = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    declaration,
  )?.[1];
  // A file that begins in plain ASCII is not UTF-16, whatever it declares.
  if (!encoding || /^utf-?16/i.test(encoding)) return 'utf-8';
  try {
    return new TextDecoder(encoding).encoding;
  } catch {
    return 'utf-8';
  }
}

function tooLarge(limit: number): FileError {
  return new FileError(
    'too-large',
    `The file is larger than ${Math.round(limit / 1024 / 1024)} MB.`,
  );
}

import type { ReportProblem, ReportResult } from '../types';
import type { ParsedReport } from './support/ParsedReport';
import { ReportError } from './support/ReportError';
import { JsonReader } from './support/readJson';
import { readXml } from './support/readXml';
import { jsonFormats, textFormats, xmlFormats } from './reportFormats';

const longestMessage = 500;
const json = new JsonReader(jsonFormats);

/**
 * Reads one report, recognised by its content and not by its name. Never throws, and never makes up a number: what cannot
 * be read is a problem with a sentence. Pass big files in pieces.
 *
 * @public
 */
export function parseReport(
  file: string,
  content: string | Iterable<string>,
): ReportResult {
  let format: string | undefined;
  try {
    const parsed = readAny(
      typeof content === 'string' ? [content] : content,
      recognised => {
        format = recognised;
      },
    );
    return toResult(file, format, parsed);
  } catch (error) {
    return {
      file,
      ...(format ? { format } : {}),
      measurements: [],
      problems: [problemOf(file, format, error)],
    };
  }
}

function readAny(
  content: Iterable<string>,
  onFormat: (format: string) => void,
): ParsedReport {
  const chunks = fromFirstCharacter(content)[Symbol.iterator]();
  const first = chunks.next();
  if (first.done) throw new ReportError('empty', 'The file is empty.');
  const all = prepend(first.value, chunks);
  if (first.value.startsWith('<')) return readXml(all, xmlFormats, onFormat);
  const text = textFormats.find(it => it.matches(first.value));
  if (text) {
    onFormat(text.format);
    return text.read(all);
  }
  if (/^([[{"\d-]|(true|false|null)\b)/.test(first.value)) {
    return json.read(all, onFormat);
  }
  throw new ReportError(
    'not-recognised',
    'The file is neither XML nor JSON nor any other known report.',
  );
}

/** The first piece must be long enough to tell what the file is. */
const enoughToRecognise = 1024;

/** Drops the byte order mark and the white space before the first character. */
function* fromFirstCharacter(content: Iterable<string>): Iterable<string> {
  let head: string | undefined = '';
  for (const chunk of content) {
    if (head === undefined) {
      yield chunk;
    } else {
      // trimStart also drops U+FEFF.
      head = (head + chunk).trimStart();
      if (head.length >= enoughToRecognise) {
        yield head;
        head = undefined;
      }
    }
  }
  if (head) yield head;
}

function* prepend(first: string, rest: Iterator<string>): Iterable<string> {
  yield first;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

function toResult(
  file: string,
  format: string | undefined,
  parsed: ParsedReport,
): ReportResult {
  const { tool, toolVersion, generatedAt, commit } = parsed;
  return {
    file,
    ...(format ? { format } : {}),
    measurements: parsed.measurements.map(draft => ({
      ...draft,
      source: {
        file,
        format: format ?? 'unknown',
        ...(tool ? { tool } : {}),
        ...(toolVersion ? { toolVersion } : {}),
      },
      ...(generatedAt ? { generatedAt } : {}),
      ...(commit ? { commit } : {}),
    })),
    problems: parsed.problems.map(problem => ({
      file,
      ...(format ? { format } : {}),
      ...problem,
    })),
  };
}

function problemOf(
  file: string,
  format: string | undefined,
  error: unknown,
): ReportProblem {
  const known = error instanceof ReportError;
  return {
    file,
    ...(format ? { format } : {}),
    code: known ? error.code : 'unreadable',
    message: known
      ? // Names out of the file may be of any length.
        error.message.slice(0, longestMessage)
      : 'The file could not be read: its content broke the reader.',
  };
}

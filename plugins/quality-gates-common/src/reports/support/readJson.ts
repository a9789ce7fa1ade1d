import { Tokenizer } from '@streamparser/json';
import { CompiledShape } from './CompiledShape';
import { JsonBuilder, notJson } from './JsonBuilder';
import { mergeShapes, type JsonShape } from './jsonShape';
import type { ParsedReport } from './ParsedReport';
import { ReportError } from './ReportError';

export interface JsonFormat {
  format: string;
  /** Found near the beginning of a file that is not whole any more; only used to say which report is broken. */
  hint: RegExp;
  /** All that `matches` and `read` look at; the rest of a file is forgotten while it is read. */
  shape: JsonShape;
  matches(value: unknown): boolean;
  read(value: unknown): ParsedReport;
}

const hintLength = 4096;

/** The keys of a file in itself can say what it is, so their kind is kept at least. */
const anyRoot: JsonShape = { rest: {}, items: {} };

/** Reads JSON reports in pieces. The format is chosen by what is left of the file after all that no format reads is dropped. */
export class JsonReader {
  readonly #formats: readonly JsonFormat[];
  readonly #shape: CompiledShape;

  constructor(formats: readonly JsonFormat[]) {
    this.#formats = formats;
    this.#shape = new CompiledShape(
      formats.map(it => it.shape).reduce(mergeShapes, anyRoot),
    );
  }

  read(
    chunks: Iterable<string>,
    onFormat: (format: string) => void,
  ): ParsedReport {
    let head = '';
    const value = buildJson(withHead(), this.#shape, error => {
      const format = this.#formats.find(it => it.hint.test(head));
      if (format) onFormat(format.format);
      throw error;
    });
    return this.readValue(value, onFormat);

    function* withHead() {
      for (const chunk of chunks) {
        if (head.length < hintLength)
          head = (head + chunk).slice(0, hintLength);
        yield chunk;
      }
    }
  }

  readValue(value: unknown, onFormat: (format: string) => void): ParsedReport {
    const format = this.#formats.find(it => it.matches(value));
    if (!format) {
      throw new ReportError(
        'not-recognised',
        value === null
          ? 'The file holds only "null", which does not say what was examined.'
          : 'The JSON has the shape of no known report.',
      );
    }
    onFormat(format.format);
    return format.read(value);
  }
}

/** `onError` is told of broken JSON, not of a source that breaks. */
function buildJson(
  chunks: Iterable<string>,
  shape: CompiledShape,
  onError: (error: ReportError) => never,
): unknown {
  const builder = new JsonBuilder(shape);
  const tokenizer = new Tokenizer();
  tokenizer.onToken = ({ token, value }) => builder.token(token, value);
  // Without it the tokenizer would throw on its own account.
  tokenizer.onError = error => {
    throw error;
  };
  tokenizer.onEnd = () => {};
  for (const chunk of chunks) attempt(() => tokenizer.write(chunk), onError);
  return attempt(() => {
    if (!tokenizer.isEnded) tokenizer.end();
    return builder.finish();
  }, onError);
}

function attempt<T>(
  action: () => T,
  onError: (error: ReportError) => never,
): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ReportError) return onError(error);
    const reason = error instanceof Error ? error.message : String(error);
    return onError(notJson(reason.replace(/\s+/g, ' ').slice(0, 160)));
  }
}

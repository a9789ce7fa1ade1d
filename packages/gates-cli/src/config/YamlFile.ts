import { isError } from '@backstage/errors';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { UsageError } from './GatesConfig';

export type YamlPath = readonly (string | number)[];

/** A YAML (or JSON) text that knows the line of each of its parts. */
export class YamlFile {
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  constructor(readonly name: string, text: string) {
    this.#document = parseDocument(text, { lineCounter: this.#lines });
    const [broken] = this.#document.errors;
    if (broken) {
      const [first] = broken.message.split('\n');
      throw new UsageError(
        `${name}:${this.#lines.linePos(broken.pos[0]).line}: ${first}`,
      );
    }
  }

  /** Aliases may not multiply the document without bound. */
  value(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: 10 });
    } catch (error) {
      const reason = isError(error) ? error.message : 'unknown reason';
      throw new UsageError(`${this.name} cannot be read: ${reason}`);
    }
  }

  /** Throws with the file and the line of what is wrong. */
  fail(path: YamlPath, message: string): never {
    throw this.error(path, message);
  }

  error(path: YamlPath, message: string): UsageError {
    return new UsageError(`${this.name}:${this.#lineOf(path)}: ${message}`);
  }

  /** The line of a part; of one that is not there the line of what should hold it. */
  #lineOf(path: YamlPath): number {
    for (let length = path.length; length >= 0; length -= 1) {
      const node =
        length === 0
          ? this.#document.contents
          : this.#document.getIn(path.slice(0, length), true);
      const start = isNode(node) ? node.range?.[0] : undefined;
      if (start !== undefined) return this.#lines.linePos(start).line;
    }
    return 1;
  }
}

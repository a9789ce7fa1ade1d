import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** A value kept in one JSON file: read at the start, written atomically shortly after a change and on `flush`. */
export class JsonFile<T> {
  readonly value: T;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly path: string,
    initial: T,
    private readonly delayMs = 200,
  ) {
    this.value = JsonFile.#read(path, initial);
  }

  /** Say that `value` changed. */
  touch(): void {
    this.#timer ??= setTimeout(() => this.flush(), this.delayMs);
  }

  flush(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    mkdirSync(dirname(this.path), { recursive: true });
    const temporary = `${this.path}.tmp`;
    writeFileSync(temporary, JSON.stringify(this.value));
    renameSync(temporary, this.path);
  }

  static #read<T>(path: string, initial: T): T {
    if (!existsSync(path)) return initial;
    const stored: T = JSON.parse(readFileSync(path, 'utf8'));
    return { ...initial, ...stored };
  }
}

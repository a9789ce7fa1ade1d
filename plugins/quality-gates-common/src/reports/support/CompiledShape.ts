import type { JsonShape, Reduce, SameAs } from './jsonShape';

/** A shape that is quick to ask. */
export class CompiledShape {
  readonly all: boolean;
  readonly same: readonly SameAs[];
  readonly reduce: readonly Reduce[];
  readonly #keys: ReadonlyMap<string, CompiledShape>;
  readonly #rest: CompiledShape | undefined;
  readonly #items: CompiledShape | undefined;
  /** True where not even the items or keys are kept. */
  readonly empty: boolean;

  constructor(shape: JsonShape) {
    const parts = shape === true ? {} : shape;
    this.all = shape === true;
    this.same = parts.same ?? [];
    this.reduce = parts.reduce ?? [];
    this.#keys = new Map(
      Object.entries(parts.keys ?? {}).map(([name, part]) => [
        name,
        new CompiledShape(part),
      ]),
    );
    this.#rest = parts.rest ? new CompiledShape(parts.rest) : undefined;
    this.#items = parts.items ? new CompiledShape(parts.items) : undefined;
    this.empty =
      !this.all && this.#keys.size === 0 && !this.#rest && !this.#items;
  }

  ofKey(name: string): CompiledShape | undefined {
    return this.all ? this : this.#keys.get(name) ?? this.#rest;
  }

  get ofItem(): CompiledShape | undefined {
    return this.all ? this : this.#items;
  }
}

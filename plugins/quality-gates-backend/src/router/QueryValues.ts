/** Query parameters whose shape the OpenAPI document has already checked. */
export class QueryValues {
  readonly #values: Map<string, unknown>;

  constructor(query: unknown) {
    this.#values = new Map(Object.entries(query ?? {}));
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  texts(name: string): string[] {
    return [this.#values.get(name) ?? []].flat().map(String);
  }

  number(name: string, otherwise: number): number {
    return Number(this.#values.get(name) ?? otherwise);
  }

  flag(name: string): boolean {
    return String(this.#values.get(name)) === 'true';
  }

  /** One of some words. */
  word<T extends string>(name: string, known: readonly T[]): T | undefined {
    return known.find(it => it === this.#values.get(name));
  }
}

import { GithubError } from './github-error';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A request body, read field by field; what has the wrong type is answered with 422. `null` counts as absent. */
export class Fields {
  readonly all: Record<string, unknown>;

  constructor(body: unknown) {
    this.all = isRecord(body) ? body : {};
  }

  string(name: string): string {
    return this.optionalString(name) ?? this.#missing(name);
  }

  optionalString(name: string): string | undefined {
    const value = this.all[name] ?? undefined;
    if (value === undefined || typeof value === 'string') return value;
    return this.#wrong(name);
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.all[name] ?? undefined;
    if (value === undefined || typeof value === 'boolean') return value;
    return this.#wrong(name);
  }

  optionalNumber(name: string): number | undefined {
    const value = this.all[name] ?? undefined;
    if (value === undefined || typeof value === 'number') return value;
    return this.#wrong(name);
  }

  optionalFields(name: string): Fields | undefined {
    const value = this.all[name] ?? undefined;
    if (value === undefined) return undefined;
    return isRecord(value) ? new Fields(value) : this.#wrong(name);
  }

  fieldsList(name: string): Fields[] {
    const value = this.all[name] ?? [];
    return Array.isArray(value)
      ? value.map(each => new Fields(each))
      : this.#wrong(name);
  }

  optionalStrings(name: string): string[] | undefined {
    const value = this.all[name] ?? undefined;
    if (value === undefined) return undefined;
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.map(each =>
      typeof each === 'string' ? each : this.#wrong(name),
    );
  }

  #missing(name: string): never {
    throw new GithubError(
      422,
      `Invalid request.\n\n"${name}" wasn't supplied.`,
    );
  }

  #wrong(name: string): never {
    throw new GithubError(
      422,
      `Invalid request.\n\nFor '${name}', the value is of the wrong type.`,
    );
  }
}

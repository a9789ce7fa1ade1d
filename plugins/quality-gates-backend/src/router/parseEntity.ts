import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** The complete, lower-case form under which evaluations are kept. */
export function parseEntity(text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text)).toLocaleLowerCase('en-US');
  } catch {
    throw new InputError(
      `"${text}" is not an entity; write kind:namespace/name`,
    );
  }
}

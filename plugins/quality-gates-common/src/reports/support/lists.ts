import { asArray, asRecord, type JsonRecord } from './json';
import { ReportError } from './ReportError';

/** A list that may be absent or `null`; anything else is malformed, because nothing may be overlooked. */
export function listOf(holder: JsonRecord, key: string): JsonRecord[] {
  const value = holder[key];
  if (value === undefined || value === null) return [];
  const list = asArray(value);
  if (!list) throw new ReportError('malformed', `"${key}" is not a list.`);
  return records(list, `"${key}"`);
}

export function records(list: unknown[], what: string): JsonRecord[] {
  return list.map(item => {
    const record = asRecord(item);
    if (!record) {
      throw new ReportError(
        'malformed',
        `${what} holds something that is no object.`,
      );
    }
    return record;
  });
}

import { InputError } from '@backstage/errors';

/** Opaque, so that nobody builds one. */
export function cursorOfSeq(seq: number | string): string {
  return Buffer.from(`seq:${seq}`).toString('base64url');
}

export function seqOfCursor(cursor: string): number {
  const match = /^seq:(\d{1,15})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  );
  if (!match) throw new InputError('The cursor is not one of this list');
  return Number(match[1]);
}

/** A page of rows of which one more than `limit` was asked for. */
export function pageOf<T extends { seq: number | string }, R>(
  rows: readonly T[],
  limit: number,
  itemOf: (row: T) => R,
): { items: R[]; nextCursor?: string } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(itemOf),
    ...(last && rows.length > limit
      ? { nextCursor: cursorOfSeq(last.seq) }
      : {}),
  };
}

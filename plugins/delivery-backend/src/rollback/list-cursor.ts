import { InputError } from '@backstage/errors';
import { z } from 'zod';

const cursorSchema = z.object({ requestedAt: z.string(), id: z.string() });

/** The last row of a page, opaque to clients. */
export type ListCursor = z.infer<typeof cursorSchema>;

export const encodeCursor = (cursor: ListCursor): string =>
  Buffer.from(JSON.stringify(cursor), 'utf8').toString('base64url');

export function decodeCursor(text: string): ListCursor {
  try {
    return cursorSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch {
    throw new InputError('cursor: is not one that was handed out');
  }
}

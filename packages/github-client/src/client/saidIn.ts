import { z } from 'zod';

const maxLength = 300;

const detailSchema = z.union([
  z.string(),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z
    .object({ field: z.string(), code: z.string() })
    .transform(({ field, code }) => `${field} ${code}`),
]);
const bodySchema = z.object({
  message: z.string(),
  errors: z.array(z.unknown()).optional().catch(undefined),
});

/**
 * GitHub's own sentence in the body of a refusal, with its details: "Validation Failed" alone helps nobody. Empty when
 * there is none, e.g. on the page of a proxy.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed
 */
export function saidIn(json: unknown): string {
  const { data } = bodySchema.safeParse(json);
  if (!data) return '';
  const details = (data.errors ?? []).flatMap(
    each => detailSchema.safeParse(each).data ?? [],
  );
  return [data.message, details.join(', ')]
    .filter(Boolean)
    .join(': ')
    .slice(0, maxLength);
}

import { parse } from 'yaml';

/** The `name:` of a workflow file; `undefined` when it has none or cannot be read. */
export function workflowName(text: string): string | undefined {
  let document: unknown;
  try {
    document = parse(text);
  } catch {
    return undefined;
  }
  return typeof document === 'object' &&
    document !== null &&
    'name' in document &&
    typeof document.name === 'string'
    ? document.name
    : undefined;
}

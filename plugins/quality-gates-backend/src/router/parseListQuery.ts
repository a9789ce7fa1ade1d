import type { EvaluationFilter } from '../store/EvaluationStore';
import { parseEntity } from './parseEntity';

const defaultLimit = 20;

/** Query parameters whose shape the OpenAPI document has already checked. */
export function parseListQuery(query: unknown): EvaluationFilter {
  const values = new Map<string, unknown>(Object.entries(query ?? {}));
  const text = (name: string) => {
    const value = values.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const commits = [values.get('commit') ?? []].flat().map(String);
  const branch = text('branch');
  const cursor = text('cursor');
  return {
    entityRef: parseEntity(text('entityRef') ?? ''),
    limit: Number(values.get('limit') ?? defaultLimit),
    ...(commits.length > 0
      ? { commits: commits.map(commit => commit.toLowerCase()) }
      : {}),
    ...(branch === undefined ? {} : { branch }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(String(values.get('latestPerCommit')) === 'true'
      ? { latestPerCommit: true }
      : {}),
  };
}

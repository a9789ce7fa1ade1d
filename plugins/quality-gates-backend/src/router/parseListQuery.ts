import type { EvaluationFilter } from '../store/EvaluationStore';
import { parseEntity } from './parseEntity';
import { QueryValues } from './QueryValues';

const defaultLimit = 20;

/** The question of `GET /evaluations`. */
export function parseListQuery(query: unknown): EvaluationFilter {
  const values = new QueryValues(query);
  const commits = values.texts('commit');
  const branch = values.text('branch');
  const cursor = values.text('cursor');
  return {
    entityRef: parseEntity(values.text('entityRef') ?? ''),
    limit: values.number('limit', defaultLimit),
    ...(commits.length > 0
      ? { commits: commits.map(commit => commit.toLowerCase()) }
      : {}),
    ...(branch === undefined ? {} : { branch }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(values.flag('latestPerCommit') ? { latestPerCommit: true } : {}),
  };
}

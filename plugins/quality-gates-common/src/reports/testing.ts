import { parseReport } from './parseReport';

/** id → value, and the counts behind it. */
export function values(content: string | Iterable<string>) {
  const result = parseReport('file', content);
  return {
    format: result.format,
    codes: result.problems.map(problem => problem.code),
    measured: Object.fromEntries(
      result.measurements.map(({ id, detail }) => [
        id,
        `${detail?.covered}/${detail?.total}`,
      ]),
    ),
    result,
  };
}

/** id → value, and the codes of the problems. */
export function numbers(content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const result = parseReport('file', text);
  return {
    format: result.format,
    codes: result.problems.map(problem => problem.code),
    measured: Object.fromEntries(
      result.measurements.map(({ id, value }) => [id, value]),
    ),
    result,
  };
}

export interface FormatProblem {
  line: number;
  message: string;
}

/**
 * What `terraform fmt` would change, as far as it can be told without it: indentation by two spaces a bracket, aligned
 * equals signs of neighbouring arguments, no tabs, no trailing spaces, one line break at the end.
 */
export function formatProblems(text: string): FormatProblem[] {
  const problems: FormatProblem[] = [];
  const lines = text.split('\n');
  if (!text.endsWith('\n') || text.endsWith('\n\n')) {
    problems.push({
      line: lines.length,
      message: 'The file does not end with one line break.',
    });
  }
  let depth = 0;
  let heredoc: string | undefined;
  let group: { line: number; content: string }[] = [];
  const flush = () => {
    problems.push(...alignmentProblems(group));
    group = [];
  };
  lines.forEach((content, index) => {
    const line = index + 1;
    if (heredoc !== undefined) {
      if (content.trim() === heredoc) heredoc = undefined;
      flush();
      return;
    }
    problems.push(...spaceProblems(content, line, depth));
    depth += bracketsOf(content);
    const argument = isArgument(content);
    const opens = bracketsOf(content) !== 0;
    if (argument && !opens) group.push({ line, content });
    else flush();
    heredoc = /<<-?(\w+)\s*$/.exec(content)?.[1];
  });
  flush();
  return problems;
}

function spaceProblems(
  content: string,
  line: number,
  depth: number,
): FormatProblem[] {
  if (content.trim() === '') {
    return content === ''
      ? []
      : [{ line, message: 'Spaces on an empty line.' }];
  }
  const problems: FormatProblem[] = [];
  if (/\t/.test(content)) problems.push({ line, message: 'A tab.' });
  if (/\s$/.test(content)) problems.push({ line, message: 'Trailing spaces.' });
  const closing = /^\s*([}\])]+)/.exec(content)?.[1].length ?? 0;
  const expected = 2 * Math.max(0, depth - Math.min(closing, 1));
  const actual = /^ */.exec(content)?.[0].length ?? 0;
  if (actual !== expected) {
    problems.push({
      line,
      message: `Indented by ${actual}, not by ${expected}.`,
    });
  }
  return problems;
}

/** Opened less closed brackets, where those of one line that open together count once, as `terraform fmt` indents. */
function bracketsOf(content: string): number {
  const code = content
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/(?:#|\/\/).*$/, '');
  let balance = 0;
  for (const character of code) {
    if ('{[('.includes(character)) balance += 1;
    if ('}])'.includes(character)) balance -= 1;
  }
  return Math.sign(balance);
}

function isArgument(content: string): boolean {
  return /^\s*(?:[\w.-]+|"[^"]*"|\([^)]*\))\s*=(?!=)\s*\S/.test(content);
}

function alignmentProblems(
  group: readonly { line: number; content: string }[],
): FormatProblem[] {
  const parts = group.map(({ line, content }) => {
    const [, key, spaces] =
      /^(\s*(?:[\w.-]+|"[^"]*"|\([^)]*\)))(\s*)=/.exec(content) ?? [];
    return { line, key: key ?? '', spaces: spaces ?? '' };
  });
  const longest = Math.max(0, ...parts.map(({ key }) => key.length));
  return parts
    .filter(({ key, spaces }) => key.length + spaces.length !== longest + 1)
    .map(({ line }) => ({
      line,
      message: 'The equals sign is not aligned with its neighbours.',
    }));
}

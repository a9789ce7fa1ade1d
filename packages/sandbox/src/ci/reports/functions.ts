import { SourceFile } from './source-files';

/** A function of the code and its cyclomatic complexity, counted from its text. */
export interface CodeFunction {
  file: string;
  name: string;
  line: number;
  complexity: number;
}

const branches = {
  python: /\b(?:if|elif|for|while|except|and|or|case)\b/g,
  script: /\b(?:if|for|while|case|catch)\b|&&|\|\||\?\?|\?(?=\s)/g,
};
const withoutText = (code: string) =>
  code
    .replace(/("""|''')[\s\S]*?\1/g, '')
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""')
    .replace(/#.*$|\/\/.*$|\/\*[\s\S]*?\*\//gm, '');

function pythonFunctions(file: SourceFile): CodeFunction[] {
  const lines = file.text.split('\n');
  return lines.flatMap((line, i) => {
    const [, indent, name] = /^(\s*)(?:async )?def (\w+)/.exec(line) ?? [];
    if (name === undefined) return [];
    const rest = lines.slice(i + 1);
    const end = rest.findIndex(
      each =>
        each.trim() !== '' &&
        !/^\s*[)\]]/.test(each) &&
        !each.startsWith(`${indent} `),
    );
    const body = withoutText(
      rest.slice(0, end < 0 ? undefined : end).join('\n'),
    );
    const complexity = 1 + (body.match(branches.python)?.length ?? 0);
    return [{ file: file.path, name, line: i + 1, complexity }];
  });
}

function scriptFunctions(file: SourceFile): CodeFunction[] {
  const starts =
    /(?:function\s+(\w+)|(?:const|let)\s+(\w+)\s*=\s*(?:async\s*)?\([^)]*\)[^=]*=>|^\s+(?:async )?(\w+)\([^)]*\)[^{;]*)\s*\{/gm;
  return [...file.text.matchAll(starts)].flatMap(match => {
    const name = match[1] ?? match[2] ?? match[3];
    if (['if', 'for', 'while', 'switch', 'catch'].includes(name)) return [];
    const from = match.index + match[0].length;
    const body = withoutText(file.text.slice(from, closing(file.text, from)));
    return [
      {
        file: file.path,
        name,
        line: file.text.slice(0, match.index).split('\n').length,
        complexity: 1 + (body.match(branches.script)?.length ?? 0),
      },
    ];
  });
}

/** Where the bracket that is open at `from` closes. */
function closing(text: string, from: number): number {
  let open = 1;
  for (let i = from; i < text.length; i += 1) {
    if (text[i] === '{') open += 1;
    if (text[i] === '}') open -= 1;
    if (open === 0) return i;
  }
  return text.length;
}

/** The functions of the code; the first is as complex as the commit asks for, if it does. */
export function findFunctions(
  files: SourceFile[],
  wanted: number | undefined,
): CodeFunction[] {
  const found = files.flatMap(file =>
    file.path.endsWith('.py') ? pythonFunctions(file) : scriptFunctions(file),
  );
  if (wanted === undefined) return found;
  const [first, ...others] =
    found.length > 0
      ? found
      : [{ file: files[0]?.path ?? '.', name: 'main', line: 1, complexity: 1 }];
  return [{ ...first, complexity: wanted }, ...others];
}

const rank = (complexity: number) =>
  'ABCDEF'[[5, 10, 20, 30, 40].filter(limit => complexity > limit).length];

/** `radon cc --json` */
export function radonJson(functions: CodeFunction[]): string {
  const files: Record<string, object[]> = {};
  for (const { file, name, line, complexity } of functions) {
    (files[file] ??= []).push({
      type: 'function',
      rank: rank(complexity),
      name,
      lineno: line,
      endline: line,
      col_offset: 0,
      complexity,
      closures: [],
    });
  }
  return `${JSON.stringify(files)}\n`;
}

/** ESLint's JSON with the rule `complexity` at the limit 0: one message a function. */
export function eslintComplexityJson(
  functions: CodeFunction[],
  files: SourceFile[],
): string {
  return `${JSON.stringify(
    files.map(({ path }) => {
      const messages = functions
        .filter(each => each.file === path)
        .map(({ name, line, complexity }) => ({
          ruleId: 'complexity',
          severity: 1,
          message: `Function '${name}' has a complexity of ${complexity}. Maximum allowed is 0.`,
          line,
          column: 1,
          messageId: 'complex',
        }));
      return {
        filePath: path,
        messages,
        suppressedMessages: [],
        errorCount: 0,
        fatalErrorCount: 0,
        warningCount: messages.length,
        fixableErrorCount: 0,
        fixableWarningCount: 0,
      };
    }),
  )}\n`;
}

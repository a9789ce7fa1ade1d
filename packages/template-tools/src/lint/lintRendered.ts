import { extname } from 'node:path';
import type { TemplateFinding } from './rules';

/** A file a template wrote. */
export interface RenderedFile {
  path: string;
  text: string;
}

const LEFTOVERS: { pattern: RegExp; code: boolean }[] = [
  {
    pattern: /\$\{\{-? *(?:values|parameters|each|steps\.\w+\.output)\b/,
    code: true,
  },
  { pattern: /\{%-? *(?:if|for|set|else|elif|end\w+|raw|macro)\b/, code: true },
  { pattern: /\[object Object\]/, code: true },
  // A keyword in code and an ordinary word in prose.
  { pattern: /\bundefined\b/, code: false },
];

const CODE = new Set(
  '.ts .tsx .js .jsx .mjs .cjs .mts .cts .py .md .mdx .go .java'.split(' '),
);

/**
 * What of the template is left in the files it wrote.
 *
 * @public
 */
export function lintRendered(
  files: readonly RenderedFile[],
): TemplateFinding[] {
  return files.flatMap(({ path, text }) => {
    const isCode = CODE.has(extname(path));
    const patterns = LEFTOVERS.filter(({ code }) => code || !isCode);
    const inPath = /\$\{\{|\{%|\.njk$/.exec(path);
    return [
      ...(inPath
        ? [leftover(path, 1, `"${inPath[0]}" is left in the name of the file.`)]
        : []),
      ...text.split('\n').flatMap((line, index) =>
        patterns.flatMap(({ pattern }) => {
          const found = pattern.exec(line);
          return found
            ? [leftover(path, index + 1, `"${found[0]}" is left in the text.`)]
            : [];
        }),
      ),
    ];
  });
}

function leftover(
  file: string,
  line: number,
  message: string,
): TemplateFinding {
  return { rule: 'leftover', file, line, message };
}

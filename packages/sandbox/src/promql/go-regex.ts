import { InputError } from '@backstage/errors';

/** Escapes that mean the same in Go (RE2) and in JavaScript. */
const sharedEscapes = new Set('dDwWbBtnrfv'.split(''));
const MAX_REPEAT = 1000;

/**
 * Go's regular expressions as JavaScript ones, fully anchored as Prometheus does. What the two languages read
 * differently is translated; what only one of them has is refused rather than guessed.
 */
export function compileGoRegex(pattern: string): RegExp {
  const { body, flags } = leadingFlags(pattern);
  const source = translate(body, pattern);
  try {
    return new RegExp(`^(?:${source})$`, flags);
  } catch (error) {
    throw refuse(pattern, error instanceof Error ? error.message : 'invalid');
  }
}

function refuse(pattern: string, reason: string): InputError {
  return new InputError(`error parsing regexp: ${reason}: \`${pattern}\``);
}

function leadingFlags(pattern: string): { body: string; flags: string } {
  const match = /^\(\?([ims]+)\)/.exec(pattern);
  return match
    ? {
        body: pattern.slice(match[0].length),
        flags: [...new Set(match[1])].join(''),
      }
    : { body: pattern, flags: '' };
}

/** Some of the pattern, translated, and how much of it that was. */
interface Piece {
  text: string;
  length: number;
}

function translate(body: string, pattern: string): string {
  let out = '';
  let inClass = false;
  let index = 0;
  while (index < body.length) {
    const rest = body.slice(index);
    const { text, length } = inClass
      ? translateInClass(rest, pattern)
      : translateOutside(rest, pattern);
    // A bracket inside a class is literal in both languages.
    inClass = inClass ? rest[0] !== ']' : rest[0] === '[';
    out += text;
    index += length;
  }
  return out;
}

function translateInClass(rest: string, pattern: string): Piece {
  if (rest[0] === '\\') return translateEscape(rest, true, pattern);
  if (rest.startsWith('[:')) {
    throw refuse(pattern, 'POSIX character classes are not supported here');
  }
  return { text: rest[0], length: 1 };
}

function translateOutside(rest: string, pattern: string): Piece {
  if (rest[0] === '\\') return translateEscape(rest, false, pattern);
  if (rest[0] === '[') return openClass(rest);
  if (rest.startsWith('(?')) return openGroup(rest, pattern);
  const repeat = /^\{(\d+)(?:,(\d*))?\}/.exec(rest);
  if (
    repeat &&
    Math.max(Number(repeat[1]), Number(repeat[2] ?? 0)) > MAX_REPEAT
  ) {
    throw refuse(pattern, 'invalid repeat count');
  }
  return { text: rest[0], length: 1 };
}

/** In Go `[]a]` and `[^]a]` hold a literal bracket; in JavaScript the class would be empty. */
function openClass(rest: string): Piece {
  const opening = /^\[\^?\]?/.exec(rest)?.[0] ?? '[';
  return {
    text: opening.endsWith(']') ? `${opening.slice(0, -1)}\\]` : opening,
    length: opening.length,
  };
}

function openGroup(rest: string, pattern: string): Piece {
  const group = /^\(\?(:|P?<([A-Za-z_]\w*)>)/.exec(rest);
  if (!group) throw refuse(pattern, 'invalid or unsupported Perl syntax');
  return {
    text: group[2] ? `(?<${group[2]}>` : '(?:',
    length: group[0].length,
  };
}

/** What JavaScript writes in another way: everywhere, and outside of a class only. */
const escapesAnywhere: Record<string, string> = { a: '\\x07' };
const escapesOutside: Record<string, string> = {
  // Go's \s is ASCII only and has no vertical tab.
  s: '[\\t\\n\\f\\r ]',
  S: '[^\\t\\n\\f\\r ]',
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
};
const escapesInClass: Record<string, string> = { s: '\\t\\n\\f\\r ' };

function translateEscape(
  rest: string,
  inClass: boolean,
  pattern: string,
): Piece {
  const letter = rest[1];
  if (letter === undefined) {
    throw refuse(pattern, 'trailing backslash at end of expression');
  }
  if (isShared(letter, inClass)) return { text: rest.slice(0, 2), length: 2 };
  const known = {
    ...escapesAnywhere,
    ...(inClass ? escapesInClass : escapesOutside),
  };
  if (Object.hasOwn(known, letter)) return { text: known[letter], length: 2 };
  const hex = /^\\x[0-9A-Fa-f]{2}/.exec(rest);
  if (hex) return { text: hex[0], length: 4 };
  throw refuse(pattern, `invalid or unsupported escape sequence \\${letter}`);
}

/** Punctuation, and what means the same in both languages; \b is another thing in a class. */
function isShared(letter: string, inClass: boolean): boolean {
  return (
    /[^A-Za-z0-9]/.test(letter) ||
    (sharedEscapes.has(letter) && !(inClass && /[bB]/.test(letter)))
  );
}

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

function translate(body: string, pattern: string): string {
  let out = '';
  let inClass = false;
  for (let index = 0; index < body.length; index++) {
    const rest = body.slice(index);
    if (body[index] === '\\') {
      const { text, length } = translateEscape(rest, inClass, pattern);
      out += text;
      index += length - 1;
    } else if (inClass) {
      if (rest.startsWith('[:')) {
        throw refuse(pattern, 'POSIX character classes are not supported here');
      }
      // A bracket inside a class is literal in both languages.
      if (body[index] === ']') inClass = false;
      out += body[index];
    } else if (body[index] === '[') {
      inClass = true;
      const opening = /^\[\^?\]?/.exec(rest)?.[0] ?? '[';
      // In Go `[]a]` and `[^]a]` hold a literal bracket; in JavaScript the class would be empty.
      out += opening.endsWith(']') ? `${opening.slice(0, -1)}\\]` : opening;
      index += opening.length - 1;
    } else if (rest.startsWith('(?')) {
      const group = /^\(\?(:|P?<([A-Za-z_]\w*)>)/.exec(rest);
      if (!group) throw refuse(pattern, 'invalid or unsupported Perl syntax');
      out += group[2] ? `(?<${group[2]}>` : '(?:';
      index += group[0].length - 1;
    } else {
      const repeat = /^\{(\d+)(?:,(\d*))?\}/.exec(rest);
      if (
        repeat &&
        Math.max(Number(repeat[1]), Number(repeat[2] ?? 0)) > MAX_REPEAT
      ) {
        throw refuse(pattern, 'invalid repeat count');
      }
      out += body[index];
    }
  }
  return out;
}

function translateEscape(
  rest: string,
  inClass: boolean,
  pattern: string,
): { text: string; length: number } {
  const letter = rest[1];
  if (letter === undefined) {
    throw refuse(pattern, 'trailing backslash at end of expression');
  }
  if (/[^A-Za-z0-9]/.test(letter)) return { text: rest.slice(0, 2), length: 2 };
  if (sharedEscapes.has(letter) && !(inClass && /[bB]/.test(letter))) {
    return { text: rest.slice(0, 2), length: 2 };
  }
  // Go's \s is ASCII only and has no vertical tab.
  if (letter === 's') {
    return { text: inClass ? '\\t\\n\\f\\r ' : '[\\t\\n\\f\\r ]', length: 2 };
  }
  if (letter === 'S' && !inClass)
    return { text: '[^\\t\\n\\f\\r ]', length: 2 };
  if (letter === 'a') return { text: '\\x07', length: 2 };
  if (letter === 'A' && !inClass) return { text: '(?<![\\s\\S])', length: 2 };
  if (letter === 'z' && !inClass) return { text: '(?![\\s\\S])', length: 2 };
  const hex = /^\\x[0-9A-Fa-f]{2}/.exec(rest);
  if (hex) return { text: hex[0], length: 4 };
  throw refuse(pattern, `invalid or unsupported escape sequence \\${letter}`);
}

const split = (value: string) => value.split(/\s+/).filter(Boolean);

/**
 * As much of a shell as the command lines of workflows need: quotes, `$NAME`, `${NAME}`, `${NAME:-word}`, `${NAME:+word}`,
 * `\` at the end of a line. Nothing is run by it.
 */
class ShellReader {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly env: Record<string, string>,
  ) {}

  /** Words of one simple command after the other. */
  commands(): string[][] {
    const commands: string[][] = [[]];
    while (this.#at < this.text.length) {
      const separator = /^(?:&&|\|\||[;\n|&])/.exec(this.#rest())?.[0];
      const skipped = /^(?:[ \t]+|\\\n|#[^\n]*)/.exec(this.#rest())?.[0];
      if (separator) commands.push([]);
      if (separator ?? skipped) this.#at += (separator ?? skipped ?? '').length;
      else commands[commands.length - 1].push(...this.#word(/[\s;&|]/));
    }
    return commands.filter(words => words.length > 0);
  }

  #rest(): string {
    return this.text.slice(this.#at);
  }

  /** One word up to what ends it; unquoted expansions can make several of it, or none. */
  #word(end: RegExp): string[] {
    const words = [''];
    let quoted = false;
    const add = (text: string) => {
      words[words.length - 1] += text;
    };
    while (this.#at < this.text.length && !end.test(this.text[this.#at])) {
      const next = this.text[this.#at];
      if (next === "'") {
        quoted = true;
        add(this.#single());
      } else if (next === '"') {
        quoted = true;
        add(this.#double());
      } else if (next === '\\') {
        add(
          this.text[this.#at + 1] === '\n' ? '' : this.text[this.#at + 1] ?? '',
        );
        this.#at += 2;
      } else if (next === '$') {
        const [first = '', ...others] = this.#expansion();
        add(first);
        words.push(...others);
      } else {
        add(next);
        this.#at += 1;
      }
    }
    return words.filter(word => word !== '' || quoted);
  }

  #single(): string {
    const close = this.text.indexOf("'", this.#at + 1);
    const end = close < 0 ? this.text.length : close;
    const text = this.text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return text;
  }

  #double(): string {
    let text = '';
    this.#at += 1;
    while (this.#at < this.text.length && this.text[this.#at] !== '"') {
      if (this.text[this.#at] === '$') text += this.#expansion().join(' ');
      else {
        if (this.text[this.#at] === '\\') this.#at += 1;
        text += this.text[this.#at] ?? '';
        this.#at += 1;
      }
    }
    this.#at += 1;
    return text;
  }

  /** The words a `$…` stands for. */
  #expansion(): string[] {
    const [whole, braced, operator, plain] =
      /^\$(?:\{(\w+)(:[-+])?|(\w+))/.exec(this.#rest()) ?? ['$'];
    this.#at += whole.length;
    if (whole === '$') return ['$'];
    if (plain !== undefined) return split(this.env[plain] ?? '');
    const value = this.env[braced] ?? '';
    const other = this.#alternative(operator);
    if (value === '') return operator === ':+' ? [] : other;
    return operator === ':+' ? other : split(value);
  }

  /** The word after `:-` or `:+`, and the bracket that closes. */
  #alternative(operator: string | undefined): string[] {
    const words: string[] = [];
    while (this.#at < this.text.length && this.text[this.#at] !== '}') {
      if (/\s/.test(this.text[this.#at])) this.#at += 1;
      else words.push(...this.#word(/[\s}]/));
    }
    if (this.text[this.#at] === '}') this.#at += 1;
    return operator ? words : [];
  }
}

/** Every simple command of a script as words, with its variables put in. */
export function shellCommands(
  script: string,
  env: Record<string, string>,
): string[][] {
  return new ShellReader(script, env).commands();
}

/** The arguments of each call of `heal7-gates` in a script, in order, with its variables put in. */
export function gatesCalls(
  script: string,
  env: Record<string, string>,
): string[][] {
  return shellCommands(script, env).flatMap(words => {
    const start = words.findIndex(word =>
      /^(?:heal7-gates|@heal7\/gates(?:@.*)?)$/.test(word),
    );
    const isCall = start === 0 || (start > 0 && words[0] === 'npx');
    return isCall ? [words.slice(start + 1)] : [];
  });
}

/**
 * Whether updates leave a path alone. `docs/` means the whole folder, `*` anything but a slash, `**` anything; a pattern
 * without a slash matches the name in every folder, as in `.gitignore`.
 */
export function skipMatcher(
  patterns: readonly string[],
): (path: string) => boolean {
  const expressions = patterns.map(toExpression);
  return path => expressions.some(expression => expression.test(path));
}

function toExpression(pattern: string): RegExp {
  const inFolder = pattern.replace(/^\.?\//, '');
  const anywhere = !inFolder.replace(/\/$/, '').includes('/');
  const whole = inFolder.endsWith('/') ? `${inFolder}**` : inFolder;
  const source = whole
    .split(/(\*\*\/?|\*)/)
    .map(part => {
      if (part === '**/') return '(?:.*/)?';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${anywhere ? '(?:.*/)?' : ''}${source}$`);
}

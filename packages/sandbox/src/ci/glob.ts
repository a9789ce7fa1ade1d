/** GitHub's filter patterns: `*` stops at a slash, `**` does not, `?` and `+` repeat what is before them. */
function toRegExp(pattern: string): RegExp {
  const source = pattern
    .replace(/[.^${}()|\\]/g, '\\$&')
    .replace(/\*\*\/?|\*/g, found => {
      if (found === '**/') return '(?:.*/)?';
      return found === '**' ? '.*' : '[^/]*';
    });
  return new RegExp(`^${source}$`);
}

/** Whether a name passes a list of patterns; `!pattern` takes back what earlier ones allowed. */
export function matchesGlobs(name: string, patterns: string[]): boolean {
  return patterns.reduce((matched, pattern) => {
    if (pattern.startsWith('!'))
      return matched && !toRegExp(pattern.slice(1)).test(name);
    return matched || toRegExp(pattern).test(name);
  }, false);
}

/** Without vowels, so that no words come out. */
export const SAFE_CHARACTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** The five characters Kubernetes puts behind a `generateName`. */
export function randomSuffix(random: () => number = Math.random): string {
  return Array.from(
    { length: 5 },
    () => SAFE_CHARACTERS[Math.floor(random() * SAFE_CHARACTERS.length)],
  ).join('');
}

/** Without the keys that have no value, so that an answer holds only what is known. */
export const whereKnown = <T extends object>(facts: T): T =>
  Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as T;

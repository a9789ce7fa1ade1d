/** The entry of a constant table, where there is one. @internal */
export const find = <T>(
  map: { [key: string]: T },
  key: string,
): T | undefined => (Object.hasOwn(map, key) ? map[key] : undefined);

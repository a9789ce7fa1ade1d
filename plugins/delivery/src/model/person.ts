/** `user:default/minji` → `minji`; anything else as it is. @internal */
export const personName = (ref: string): string =>
  /^user:[^/]+\/(.+)$/i.exec(ref)?.[1] ?? ref;

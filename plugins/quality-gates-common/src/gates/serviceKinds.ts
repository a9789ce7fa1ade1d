/** Kinds of services that HEAL7 builds; each has its own checks. @public */
export const serviceKinds = ['frontend', 'backend', 'compute'] as const;
/** @public */
export type ServiceKind = (typeof serviceKinds)[number];

/** @public */
export function isServiceKind(value: unknown): value is ServiceKind {
  return serviceKinds.some(kind => kind === value);
}

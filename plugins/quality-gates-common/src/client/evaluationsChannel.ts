/** Name of the signal channel on which new evaluations of an entity are announced. @public */
export function evaluationsChannel(entityRef: string): string {
  return `quality-gates:${entityRef}`;
}

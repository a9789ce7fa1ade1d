import type {
  EnvironmentState,
  Release,
} from '@heal7/backstage-plugin-delivery-common';

/** How the version of one environment stands to that of the next one on the way to production. @internal */
export type Relation =
  | { kind: 'same'; environment: EnvironmentState }
  | { kind: 'behind' | 'ahead'; count: number; environment: EnvironmentState }
  | { kind: 'differs'; environment: EnvironmentState };

/**
 * Development and staging are compared with what comes after them, the last environment with what comes before.
 * The distance is counted in releases; where the list of releases does not reach far enough, only "differs" is true.
 *
 * @internal
 */
export function relationOf(
  environment: EnvironmentState,
  environments: readonly EnvironmentState[],
  releases: readonly Release[],
): Relation | undefined {
  const index = environments.findIndex(({ name }) => name === environment.name);
  const other = environments[index + 1] ?? environments[index - 1];
  if (!environment.running || !other?.running) return undefined;
  if (environment.running.tag === other.running.tag) {
    return { kind: 'same', environment: other };
  }
  // Newest first: a smaller position is a newer version.
  const position = (tag: string) =>
    releases.findIndex(({ version }) => version.tag === tag);
  const mine = position(environment.running.tag);
  const theirs = position(other.running.tag);
  if (mine === -1 || theirs === -1) {
    return { kind: 'differs', environment: other };
  }
  return {
    kind: mine < theirs ? 'ahead' : 'behind',
    count: Math.abs(mine - theirs),
    environment: other,
  };
}

import type { EnvironmentState, Version } from '../types';

/**
 * What serves users in each environment, by the environment's name; environments where nothing is known to run are absent.
 *
 * @public
 */
export function currentByEnvironment(
  environments: EnvironmentState[],
): Map<string, Version> {
  return new Map(
    environments.flatMap(({ name, running }) =>
      running ? [[name, running] as const] : [],
    ),
  );
}

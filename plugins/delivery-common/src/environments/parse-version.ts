import type { Version } from '../types';

/**
 * How a tag is read when `delivery.versions.pattern` is not set: `1.42.0-a1b2c3d` = release 1.42.0 of commit a1b2c3d.
 *
 * @public
 */
export const defaultVersionPattern = '^(?<label>.+)-(?<commit>[0-9a-f]{7,40})$';

/**
 * Reads an image tag. A tag that does not fit the pattern is its own label: nothing is guessed.
 *
 * @public
 */
export function parseVersion(tag: string, pattern: RegExp): Version {
  const groups = pattern.exec(tag)?.groups;
  if (!groups) {
    return { tag, label: tag };
  }
  return {
    tag,
    label: groups.label || tag,
    ...(groups.commit ? { commit: groups.commit } : {}),
  };
}

/**
 * Whether two commits are the same when one of them may be shortened.
 *
 * @public
 */
export function isSameCommit(
  left: string | undefined,
  right: string | undefined,
): boolean {
  if (!left || !right) {
    return false;
  }
  return left.startsWith(right) || right.startsWith(left);
}

import { Version } from '@heal7/backstage-plugin-delivery-common';

/** What is to be written, and what the commit has to say about it. */
export interface TagChange {
  rollbackId: string;
  service: string;
  environment: string;
  from: Version;
  to: Version;
  reason: string;
  /** Entity ref of the person. */
  requestedBy: string;
}

/** `alreadyThere` = nothing was written by this call; the commit is then the one that did, when it was found. */
export interface TagChangeResult {
  commit?: string;
  url?: string;
  alreadyThere: boolean;
}

/**
 * Makes Git say which version an environment runs.
 *
 * Throws RetryableError, TerminalError or SupersededError. Idempotent: the same change twice is one commit.
 */
export interface ManifestsWriter {
  write(change: TagChange): Promise<TagChangeResult>;
}

/** Name of the commit trailer that ties a commit to its rollback. */
export const rollbackTrailer = 'Heal7-Rollback-Id';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Subject, reason, and trailers in Git's own format. */
export function commitMessage(change: TagChange): string {
  return [
    `Roll back ${change.service} in ${change.environment}: ${change.from.label} → ${change.to.label}`,
    '',
    oneLine(change.reason),
    '',
    `${rollbackTrailer}: ${change.rollbackId}`,
    `Heal7-Requested-By: ${oneLine(change.requestedBy)}`,
    '',
  ].join('\n');
}

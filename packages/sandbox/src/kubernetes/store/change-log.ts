import { ObjectChange, KubeObject } from '../object-store';
import { ResourceExpiredError } from './store-errors';

/** A change with what watches need to follow selectors: what the object was before. */
export interface LoggedChange extends ObjectChange {
  version: number;
  previous?: KubeObject;
}

/** The last changes of a store, so that a watch can go on where a list ended. */
export class ChangeLog {
  private readonly changes: LoggedChange[] = [];
  /** The newest version that is not in the log any more. */
  private forgotten: number;

  constructor(startVersion: number, private readonly limit: number) {
    this.forgotten = startVersion;
  }

  add(change: LoggedChange): void {
    this.changes.push(change);
    while (this.changes.length > this.limit) {
      this.forgotten = this.changes.shift()?.version ?? this.forgotten;
    }
  }

  /** Throws when changes after `version` may have been forgotten. */
  since(version: number, currentVersion: number): LoggedChange[] {
    if (version < this.forgotten || version > currentVersion) {
      throw new ResourceExpiredError(
        `too old resource version: ${version} (${this.forgotten})`,
      );
    }
    return this.changes.filter(change => change.version > version);
  }
}

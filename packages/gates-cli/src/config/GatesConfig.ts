import type { ServiceKind } from '@heal7/backstage-plugin-quality-gates-common';

/** What `heal7-gates.yaml` says. */
export interface GatesConfig {
  service?: ServiceKind;
  reports?: string[];
}

/** Something the person who called can put right; shown without a stack, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

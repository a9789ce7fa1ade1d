import type {
  GateChanges,
  ServiceKind,
} from '@heal7/backstage-plugin-quality-gates-common';

/** Where reports are, and what they are about where their names do not tell. */
export interface ReportPatterns {
  files: string[];
  /** E.g. `integration`; `none` = of no scope, whatever the names say. */
  scope?: string;
}

/** What `heal7-gates.yaml` says. */
export interface GatesConfig {
  service?: ServiceKind;
  reports?: ReportPatterns[];
  /** Stricter checks of this repository, and further ones. */
  changes: GateChanges;
}

/** Something the person who called can put right; shown without a stack, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

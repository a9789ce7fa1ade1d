import type { Cell } from './Cell';

/** What a validator found in one cell. */
export interface CheckFinding {
  validator: string;
  template: string;
  cell: number;
  /** Relative to the cell. */
  file: string;
  line?: number;
  message: string;
}

export interface CheckRun {
  cells: readonly Cell[];
  /** One cell a template and nothing that builds. */
  quick: boolean;
  /** What the validators before this one have found. */
  outcomes: ReadonlyMap<string, readonly CheckFinding[]>;
  /** Told apart from findings: what could not be judged, and why. */
  skip(reason: string): void;
  note(line: string): void;
}

/** One tool or rule set that judges what the templates write. */
export interface Validator {
  name: string;
  /** Builds or installs something; left out of the quick form. */
  slow?: boolean;
  /** Set to 1 this says that it must be able to run: that it cannot is a finding then. */
  requiredBy?: string;
  /** Why it cannot run here, if so. */
  unavailable?(): Promise<string | undefined>;
  check(run: CheckRun): Promise<Omit<CheckFinding, 'validator'>[]>;
}

/** A finding in a file of a cell. */
export function found(
  cell: Cell,
  file: string,
  message: string,
  line?: number,
): Omit<CheckFinding, 'validator'> {
  return { template: cell.template, cell: cell.number, file, line, message };
}

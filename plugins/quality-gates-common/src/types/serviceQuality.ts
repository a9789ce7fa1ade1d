import type { Evaluation } from './evaluation';
import type { CheckGroup, Threshold, Verdict } from './gate';
import type { MeasurementUnit } from './measurement';
import type { Waiver } from './waiver';

/** Where a commit of the entity runs, as somebody else told. @public */
export interface DeployedCommit {
  /** Name of the environment, e.g. `prod`. */
  environment: string;
  tier: 'development' | 'staging' | 'production';
  /** Full SHA, or its beginning where only that is known. */
  commit: string;
  version?: string;
}

/** An open pull request of the entity's repository. @public */
export interface OpenPullRequest {
  number: number;
  title: string;
  url: string;
  branch: string;
  /** Full SHA of its head. */
  commit: string;
  /** Login of the author. */
  author?: string;
  draft?: boolean;
}

/** One evaluation as a point of a chart. @public */
export interface TrendPoint {
  at: string;
  commit: string;
  evaluationId: string;
  verdict: Verdict;
  /** Absent when there was nothing to judge: a gap, not a zero. */
  value?: number;
}

/** The last evaluations of the default branch, oldest first, at most 30. @public */
export interface CheckTrend {
  checkId: string;
  unit?: MeasurementUnit;
  points: TrendPoint[];
}

/** Something that could not be asked; the rest of the answer stands. @public */
export interface QualityProblem {
  source: 'pull-requests' | 'deployments';
  /** Stable code for translation: `unavailable`. */
  code: string;
  text: string;
}

/** What the caller may do, and why not. @public */
export interface QualityActions {
  requestWaiver: boolean;
  decideWaiver: boolean;
}

/** Everything the quality tab of an entity shows, in one answer. @public */
export interface ServiceQuality {
  entityRef: string;
  /** Web address of the repository, for links to commits: `<repositoryUrl>/commit/<sha>`. */
  repositoryUrl?: string;
  /** Each evaluation once; the lanes below name them by id. */
  evaluations: Evaluation[];
  /** Newest evaluation of the default branch. */
  defaultBranch?: { branch: string; evaluationId: string };
  deployed: (DeployedCommit & { evaluationId?: string })[];
  pullRequests: (OpenPullRequest & { evaluationId?: string })[];
  trends: CheckTrend[];
  /** Requested, in force, or ended within 30 days; newest first. */
  waivers: Waiver[];
  allowed: QualityActions;
  problems: QualityProblem[];
}

/** One cell of the fleet table. @public */
export interface FleetCell {
  verdict: Verdict;
  value?: number | string;
  unit?: MeasurementUnit;
  waived?: boolean;
  /** Its part of the CI run has not come yet: neither passed nor missing. */
  pending?: boolean;
}

/** A service with its newest evaluation of the default branch. @public */
export interface FleetRow {
  entityRef: string;
  owner?: string;
  evaluationId: string;
  commit: string;
  verdict: Verdict;
  /** Parts of the CI run are awaited that can still change the verdict; see `isDecided`. */
  pending?: boolean;
  updatedAt: string;
  /** By check id; a check that does not apply to the service is absent. */
  cells: Record<string, FleetCell>;
}

/** A column of the fleet table, and how the whole selection stands on it. @public */
export interface FleetCheck {
  id: string;
  title: string;
  group: CheckGroup;
  blocking: boolean;
  /** The portal's; that of a team may be stricter, never the other way round. */
  threshold: Threshold;
  /** Services it applies to. */
  services: number;
  failed: number;
  /** Inconclusive or error, and nothing is awaited that could tell. */
  unclear: number;
  waived: number;
  /** Still awaited. */
  pending: number;
}

/** Services × checks. `checks` and `totals` count the whole selection, not only this page. @public */
export interface FleetPage {
  items: FleetRow[];
  checks: FleetCheck[];
  totals: Record<Verdict, number>;
  /** Services whose verdict is still awaited; they are in none of the totals. */
  pending: number;
  nextCursor?: string;
}

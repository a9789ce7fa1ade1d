import type {
  Deployment,
  EnvironmentState,
  Hold,
  Rollback,
  RolloutPhase,
  Sentence,
  SyncState,
} from '../types';

/** A ReplicaSet that could be returned to. @public */
export interface RevisionFacts {
  name: string;
  tag: string;
  createdAt: string;
  /** Name of the owning Deployment. */
  owner: string;
}

/** Everything the planner looks at; made from stored facts, so planning costs no upstream call. @public */
export interface RollbackFacts {
  entityRef: string;
  /** Kubernetes name of the service; also what a person types to confirm in production. */
  service: string;
  environment: EnvironmentState;
  deploymentName: string;
  /** Present where Flagger runs the service. */
  primaryDeploymentName?: string;
  /** Newest first. */
  revisions: readonly RevisionFacts[];
  /** Of this environment, newest first. */
  history: readonly Deployment[];
  /** Where the tag is written; absent = the manifests of this environment are not known. */
  manifests?: { path: string; key: string };
  /** Not lifted, of this environment. */
  holds: readonly Hold[];
  /** The rollback that occupies the environment now. */
  active?: Pick<Rollback, 'id' | 'state'>;
}

/** What the planner is asked for. @public */
export interface RollbackPlanOptions {
  /** Tag to go back to; absent = propose the last verified one. */
  toTag?: string;
  /** A rollback without a person behind it obeys more guards. */
  initiator: 'person' | 'automatic';
  /** The requester could approve this rollback if somebody else asked. */
  requesterMayApprove: boolean;
}

/** What the cluster says at this moment about a rollback that is under way: read live, never from a cache. @public */
export interface RollbackObservation {
  /** Tag in the template of the Deployment that Git describes (with Flagger: the canary's). */
  desiredTag?: string;
  /** Tag in the template of the Deployment that serves users (with Flagger: the primary). */
  servingTag?: string;
  /** Pods of the serving Deployment. */
  pods: {
    desired: number;
    /** Ready and carrying the target. */
    readyWithTarget: number;
    /** Carrying anything else and not yet gone. */
    withOther: number;
  };
  /** Absent = no Argo CD Application. */
  application?: { sync: SyncState; revision?: string };
  /** Absent = Flagger does not run this service. */
  canary?: {
    phase: RolloutPhase;
    weight: number;
    /** Between two turns of Flagger. */
    intervalSeconds: number;
    /** All pods of the canary are ready; otherwise Flagger waits for them and asks no gate. */
    ready: boolean;
  };
  /** ReplicaSet of the primary Deployment that carries the target. */
  primaryRevision?: string;
  /** The cluster could not be read: nothing above is to be trusted. */
  problem?: Sentence;
}

/** What the engine must remember between two looks; stored beside the rollback. @public */
export interface RollbackProgress {
  /** When the current state began. */
  since: string;
  /** A promotion was still running when mitigation began … */
  awaitedPromotion?: boolean;
  /** … so its own clock started when that had ended. */
  mitigationSince?: string;
  gateOpenedAt?: string;
  primaryUndoneAt?: string;
  /** The write into the manifests repository is done. */
  written?: {
    at: string;
    commit?: string;
    url?: string;
    alreadyThere: boolean;
  };
  refreshedAt?: string;
  /** Pods have been ready on the target without a break since. */
  healthySince?: string;
  holdId?: string;
  /** Why the last attempt of a command has to be repeated. */
  lastError?: string;
}

/** The part of a rollback that decides what comes next. @public */
export type RollbackRun = Pick<
  Rollback,
  'id' | 'state' | 'strategy' | 'from' | 'to' | 'requestedAt'
> & {
  /** As people call it. */
  environmentTitle: string;
  progress: RollbackProgress;
};

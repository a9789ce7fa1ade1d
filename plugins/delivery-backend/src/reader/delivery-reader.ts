import {
  Deployment,
  EnvironmentState,
  Problem,
} from '@heal7/backstage-plugin-delivery-common';
import { EnvironmentConfig } from '../config/delivery-config';

/** What a ReplicaSet tells about an earlier revision. */
export interface ReplicaSetFacts {
  name: string;
  tag: string;
  revision: number;
  createdAt: string;
  /** Name of the owning Deployment. */
  owner: string;
}

/** Everything known about one service in one environment, from the store (never from a live call). */
export interface EnvironmentFacts {
  entityRef: string;
  /** Kubernetes name of the service (`backstage.io/kubernetes-id`). */
  service: string;
  environment: EnvironmentConfig;
  /** Without actions: those are added by the act half. */
  state: EnvironmentState;
  /** `status.lastPromotedSpec` of the Canary. */
  promotedSpecHash?: string;
  /** Flagger's checksum of the run, as in its webhooks, when it was told. */
  canaryChecksum?: string;
  images?: { repository: string };
  deploymentName: string;
  /** Present where Flagger runs the service. */
  primaryDeploymentName?: string;
  applicationRef?: { cluster: string; namespace: string; name: string };
  /** Newest first. */
  replicaSets: ReplicaSetFacts[];
  /** Newest first. */
  history: Deployment[];
}

export interface ServiceFacts {
  entityRef: string;
  service: string;
  /** In order of promotion. */
  environments: EnvironmentFacts[];
  problems: Problem[];
}

/** The read side for other parts of this backend: reads the database, on the leader and on followers alike. */
export interface DeliveryReader {
  getEnvironment(
    entityRef: string,
    environmentName: string,
  ): Promise<EnvironmentFacts | undefined>;
  getServiceFacts(entityRef: string): Promise<ServiceFacts | undefined>;
  /** Called on this replica after facts of an entity were stored. Returns the function that stops it. */
  onChange(listener: (entityRef: string) => void): () => void;
}

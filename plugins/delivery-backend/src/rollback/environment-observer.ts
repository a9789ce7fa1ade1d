import {
  RollbackObservation,
  Version,
} from '@heal7/backstage-plugin-delivery-common';
import {
  ClusterClient,
  ClusterClients,
  kinds,
} from '../clusters/cluster-client';
import { EnvironmentFacts } from '../reader/delivery-reader';
import { parseApplication } from '../sources/argocd/parse-application';
import { parseCanary } from '../sources/flagger/parse-canary';
import { parseRouteWeight } from '../sources/flagger/parse-route-weight';
import {
  DeploymentObject,
  parseDeployment,
  parsePod,
  parseReplicaSet,
} from '../sources/kubernetes/parse-workloads';
import { whereKnown } from '../where-known';

/** The reader fills the namespace of the environment in for the service. */
export const namespaceOfFacts = (facts: EnvironmentFacts): string =>
  facts.state.namespace ?? facts.environment.namespace;

/** All pods of the template that Git describes are there. */
const isRolledOut = (deployment: DeploymentObject | undefined): boolean =>
  deployment !== undefined &&
  deployment.desired > 0 &&
  deployment.observedGeneration >= deployment.generation &&
  deployment.updated === deployment.desired &&
  deployment.available >= deployment.desired;

/** Looks at the cluster itself: what decides about an effect must not come from a cache. */
export class EnvironmentObserver {
  constructor(private readonly clusters: ClusterClients) {}

  /** Never throws for a cluster that does not answer: that is a fact, too. */
  async observe(
    facts: EnvironmentFacts,
    target: Version,
  ): Promise<RollbackObservation> {
    try {
      return await this.#observe(facts, target);
    } catch (error) {
      return {
        pods: { desired: 0, readyWithTarget: 0, withOther: 0 },
        problem: {
          code: 'rollback-cluster-unreadable',
          params: { cluster: facts.environment.cluster ?? '' },
          text: error instanceof Error ? error.message : String(error),
        },
      };
    }
  }

  /** The tag in the template that Git describes, or `undefined` when the Deployment does not exist. Throws when unreadable. */
  async desiredTag(facts: EnvironmentFacts): Promise<string | undefined> {
    const deployment = await this.#deployment(
      this.#cluster(facts),
      facts,
      facts.deploymentName,
    );
    return deployment?.image?.tag;
  }

  #cluster(facts: EnvironmentFacts): ClusterClient {
    const { cluster, name } = facts.environment;
    if (!cluster) throw new Error(`Environment ${name} has no cluster`);
    return this.clusters.get(cluster);
  }

  async #deployment(
    client: ClusterClient,
    facts: EnvironmentFacts,
    name: string,
  ): Promise<DeploymentObject | undefined> {
    const object = await client.get(
      kinds.deployment,
      namespaceOfFacts(facts),
      name,
    );
    return object && parseDeployment(object, facts.service);
  }

  async #observe(
    facts: EnvironmentFacts,
    target: Version,
  ): Promise<RollbackObservation> {
    const client = this.#cluster(facts);
    const namespace = namespaceOfFacts(facts);
    const { primaryDeploymentName } = facts;
    const [desired, primary, application, canary] = await Promise.all([
      this.#deployment(client, facts, facts.deploymentName),
      primaryDeploymentName
        ? this.#deployment(client, facts, primaryDeploymentName)
        : undefined,
      this.#application(facts),
      primaryDeploymentName
        ? this.#canary(client, facts, namespace)
        : undefined,
    ]);
    const serving = primaryDeploymentName ? primary : desired;
    const servingTag = serving?.image?.tag;
    const pods = serving
      ? await this.#pods(client, facts, namespace, serving, target)
      : { desired: 0, readyWithTarget: 0, withOther: 0 };
    const primaryRevision =
      primaryDeploymentName && servingTag !== target.tag
        ? await this.#revision(
            client,
            facts,
            namespace,
            primaryDeploymentName,
            target,
          )
        : undefined;
    return {
      desiredTag: desired?.image?.tag,
      servingTag,
      pods,
      ...whereKnown({
        application,
        canary: canary && { ...canary, ready: isRolledOut(desired) },
        primaryRevision,
      }),
    };
  }

  async #application(
    facts: EnvironmentFacts,
  ): Promise<RollbackObservation['application']> {
    if (!facts.applicationRef) return undefined;
    const { cluster, namespace, name } = facts.applicationRef;
    const object = await this.clusters
      .get(cluster)
      .get(kinds.application, namespace, name);
    return object && { sync: parseApplication(object).sync };
  }

  async #canary(
    client: ClusterClient,
    facts: EnvironmentFacts,
    namespace: string,
  ): Promise<
    Omit<NonNullable<RollbackObservation['canary']>, 'ready'> | undefined
  > {
    const name = facts.state.rollout?.name ?? facts.service;
    const object = await client.get(kinds.canary, namespace, name);
    const canary = object && parseCanary(object);
    if (!canary) return undefined;
    const route = await client.get(
      kinds.virtualService,
      namespace,
      canary.serviceName,
    );
    // The status is zeroed in some phases; the route tells where the requests really go.
    const weight = route && parseRouteWeight(route, canary.serviceName);
    return {
      phase: canary.facts.phase,
      weight: weight ?? canary.facts.reportedWeight,
      intervalSeconds: canary.facts.intervalSeconds,
    };
  }

  async #pods(
    client: ClusterClient,
    facts: EnvironmentFacts,
    namespace: string,
    deployment: DeploymentObject,
    target: Version,
  ): Promise<RollbackObservation['pods']> {
    const labelSelector = Object.entries(deployment.selector)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
    if (!labelSelector)
      return { desired: deployment.desired, readyWithTarget: 0, withOther: 0 };
    const { items } = await client.list(kinds.pod, {
      namespace,
      labelSelector,
    });
    const pods = items
      .map(item => parsePod(item, facts.service))
      .filter(({ terminating }) => !terminating);
    const carrying = pods.filter(({ image }) => image?.tag === target.tag);
    return {
      desired: deployment.desired,
      readyWithTarget: carrying.filter(({ ready }) => ready).length,
      withOther: pods.length - carrying.length,
    };
  }

  async #revision(
    client: ClusterClient,
    facts: EnvironmentFacts,
    namespace: string,
    owner: string,
    target: Version,
  ): Promise<string | undefined> {
    const { items } = await client.list(kinds.replicaSet, { namespace });
    return items
      .map(item => parseReplicaSet(item, facts.service))
      .filter(
        replicaSet =>
          replicaSet.owner === owner && replicaSet.image?.tag === target.tag,
      )
      .sort((a, b) => b.revision - a.revision)[0]?.name;
  }
}

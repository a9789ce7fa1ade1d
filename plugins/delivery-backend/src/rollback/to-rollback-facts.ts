import {
  Hold,
  markRollbacks,
  RollbackFacts,
  RollbackMark,
} from '@heal7/backstage-plugin-delivery-common';
import { EnvironmentFacts } from '../reader/delivery-reader';

/** From what the read half knows to what the planner looks at. */
export function toRollbackFacts(
  facts: EnvironmentFacts,
  known: {
    holds: readonly Hold[];
    /** Of this environment; the active one among them blocks. */
    rollbacks: readonly RollbackMark[];
    active?: RollbackFacts['active'];
    manifests?: RollbackFacts['manifests'];
  },
): RollbackFacts {
  return {
    entityRef: facts.entityRef,
    service: facts.service,
    environment: facts.state,
    deploymentName: facts.deploymentName,
    ...(facts.primaryDeploymentName
      ? { primaryDeploymentName: facts.primaryDeploymentName }
      : {}),
    revisions: facts.replicaSets.map(({ name, tag, createdAt, owner }) => ({
      name,
      tag,
      createdAt,
      owner,
    })),
    history: markRollbacks(facts.history, known.rollbacks),
    holds: known.holds,
    ...(known.active ? { active: known.active } : {}),
    ...(known.manifests ? { manifests: known.manifests } : {}),
  };
}

import { ConflictError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Version } from '@heal7/backstage-plugin-delivery-common';
import { ClusterClient, kinds } from '../clusters/cluster-client';
import { isJsonObject, objectAt } from '../json/read-json';
import {
  parseDeployment,
  parseReplicaSet,
} from '../sources/kubernetes/parse-workloads';
import { RetryableError, TerminalError } from './effect-errors';

/**
 * What `kubectl rollout undo` does: the Deployment gets the pod template of one of its older ReplicaSets.
 *
 * Idempotent: a Deployment that already carries the target is left alone.
 *
 * @see https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollback.go
 */
export async function undoPrimary(
  client: ClusterClient,
  options: {
    namespace: string;
    deployment: string;
    revision: string;
    service: string;
    target: Version;
  },
): Promise<void> {
  const { namespace, service, target } = options;
  const [deployment, replicaSet] = await Promise.all([
    client.get(kinds.deployment, namespace, options.deployment),
    client.get(kinds.replicaSet, namespace, options.revision),
  ]);
  if (!deployment)
    throw new TerminalError(`Deployment ${options.deployment} does not exist`);
  if (parseDeployment(deployment, service).image?.tag === target.tag) return;
  if (
    !replicaSet ||
    parseReplicaSet(replicaSet, service).image?.tag !== target.tag
  ) {
    throw new RetryableError(
      `ReplicaSet ${options.revision} is no longer the one of ${target.label}`,
    );
  }
  try {
    await client.patch(
      kinds.deployment,
      namespace,
      options.deployment,
      [
        {
          op: 'replace',
          path: '/spec/template',
          value: templateOf(replicaSet.raw),
        },
      ],
      { type: 'json', resourceVersion: deployment.metadata.resourceVersion },
    );
  } catch (error) {
    if (error instanceof ConflictError) {
      throw new RetryableError(
        `Deployment ${options.deployment} was changed at the same moment`,
      );
    }
    throw error;
  }
}

/** The hash belongs to the ReplicaSet; the Deployment controller makes its own. */
function templateOf(replicaSet: JsonObject): JsonObject {
  const template = objectAt(replicaSet, 'spec', 'template');
  const metadata = objectAt(template, 'metadata');
  const { 'pod-template-hash': _, ...labels } = objectAt(metadata, 'labels');
  if (!isJsonObject(template.spec)) {
    throw new TerminalError('The ReplicaSet has no pod template');
  }
  return { ...template, metadata: { ...metadata, labels } };
}

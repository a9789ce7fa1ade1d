import { service } from './browser.mjs';

const namespace = 'heal7-dev';

/** The Deployment of one service in the sandbox's cluster, over the Kubernetes API like any other client. */
export function deploymentOf(sandboxPort) {
  const cluster = `http://localhost:${sandboxPort + 2}`;
  const patch = async (path, body) => {
    const response = await fetch(`${cluster}${path}`, {
      method: 'PATCH',
      headers: {
        authorization: 'Bearer sandbox-kubernetes',
        'content-type': 'application/merge-patch+json',
      },
      body: JSON.stringify(body),
    });
    if (!response.ok)
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  let replicas = 1;

  return {
    /** Otherwise Argo CD would take the change back at once; the parent first, since it heals its child. */
    async pauseSelfHeal() {
      for (const application of ['root-dev', `${service}-dev`]) {
        await patch(
          `/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/${application}`,
          { spec: { syncPolicy: { automated: { selfHeal: false } } } },
        );
      }
    },
    /** Between two and five, never the number it had. */
    nextReplicas: () => (replicas = 2 + ((replicas + 1) % 4)),
    scale: count =>
      patch(`/apis/apps/v1/namespaces/${namespace}/deployments/${service}`, {
        spec: { replicas: count },
      }),
  };
}

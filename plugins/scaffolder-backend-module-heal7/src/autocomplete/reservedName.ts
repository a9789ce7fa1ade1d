/** Hosts and namespaces that exist or are expected to, so a service of that name would be mistaken for them. */
const reserved = new Set([
  'admin',
  'api',
  'argocd',
  'assets',
  'auth',
  'backstage',
  'default',
  'docs',
  'flagger',
  'grafana',
  'heal7',
  'istio-system',
  'k8s-manifests',
  'kube-node-lease',
  'kube-public',
  'kube-system',
  'localhost',
  'mail',
  'monitoring',
  'portal',
  'prometheus',
  'root',
  'static',
  'status',
  'test',
  'workflows',
  'www',
]);

/** Why nobody may have a name: `reserved`, or `flagger`, which makes `<service>-primary` and `<service>-canary` itself. */
export function reservedName(name: string): 'reserved' | 'flagger' | undefined {
  if (/-(primary|canary)$/.test(name)) return 'flagger';
  return reserved.has(name) ? 'reserved' : undefined;
}

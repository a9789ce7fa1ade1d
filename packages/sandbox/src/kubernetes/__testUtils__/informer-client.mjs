// An informer of the official client in a process of its own: the library is ESM only, which Jest does not load.
import { KubeConfig, AppsV1Api, makeInformer } from '@kubernetes/client-node';

const [, , server, token] = process.argv;
const config = new KubeConfig();
config.loadFromOptions({
  // The library refuses plain HTTP without this.
  clusters: [{ name: 'c', server, skipTLSVerify: true }],
  users: [{ name: 'u', token }],
  contexts: [{ name: 'x', cluster: 'c', user: 'u' }],
  currentContext: 'x',
});
const api = config.makeApiClient(AppsV1Api);
const informer = makeInformer(
  config,
  '/apis/apps/v1/namespaces/shop/deployments',
  () => api.listNamespacedDeployment({ namespace: 'shop' }),
);
const say = (event, object) =>
  console.log(`${event} ${object.metadata.name} ${object.spec.replicas}`);
for (const event of ['add', 'update', 'delete']) {
  informer.on(event, object => say(event, object));
}
informer.on('error', error => {
  console.log(`error ${error?.message ?? error}`);
});
await informer.start();
console.log('started');
process.stdin.on('end', () => process.exit(0)).resume();

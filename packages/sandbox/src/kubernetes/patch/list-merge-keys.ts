import { JsonObject } from '../store/json';

/** The key by which Kubernetes' Go types merge each list (`patchMergeKey`); lists not named here are replaced as a whole. */
const mergeKeys: Record<string, readonly string[]> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  hostAliases: ['ip'],
  // Of a container, of a Service.
  ports: ['containerPort', 'port'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  topologySpreadConstraints: ['topologyKey'],
  addresses: ['type'],
};

/** Lists of plain values that are merged as sets. */
export const mergedPrimitiveLists: readonly string[] = ['finalizers'];

export function mergeKeyOf(
  list: string,
  items: readonly JsonObject[],
): string | undefined {
  return mergeKeys[list]?.find(key => items.some(item => key in item));
}

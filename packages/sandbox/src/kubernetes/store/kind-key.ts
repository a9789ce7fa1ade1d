import { ObjectKind } from '../object-store';

export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

/** Versions of one kind share their objects (`networking.istio.io/v1` and `v1beta1`), so the key leaves the version out. */
export function kindKey({ apiVersion, kind }: ObjectKind): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

export function nameKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

import {
  Image,
  ImageQuality,
  ImageRegistry,
} from '../../images/image-registry';
import { KubeObject } from '../object-store';

export const REPOSITORY =
  '123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/heal7/web';

/** A registry that holds one repository with the given tags. */
export function registryOf(tags: Record<string, ImageQuality>): ImageRegistry {
  const images: Image[] = Object.entries(tags).map(([tag, quality]) => ({
    repository: REPOSITORY,
    tag,
    quality,
    commit: tag,
    pushedAt: '2026-03-01T00:00:00Z',
  }));
  return {
    push: image => images.push(image),
    find: reference =>
      images.find(it => `${it.repository}:${it.tag}` === reference),
    list: repository => images.filter(it => it.repository === repository),
  };
}

export function namespace(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

export function deployment(
  tag: string,
  spec: Record<string, unknown> = {},
  name = 'web',
): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', labels: { app: name } },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image: `${REPOSITORY}:${tag}` }] },
      },
      ...spec,
    },
  };
}

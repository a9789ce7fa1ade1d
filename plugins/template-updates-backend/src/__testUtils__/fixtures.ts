import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import type { StoredService } from '../store/ServiceStore';
import type { TemplateSnapshot } from '../templates/TemplateSnapshot';

/** `integrations.github` with these hosts. */
export const integrationsOf = (...hosts: string[]) =>
  ScmIntegrations.fromConfig(
    mockServices.rootConfig({
      data: {
        integrations: {
          github: hosts.map(host => ({
            host,
            apiBaseUrl: `https://${host}/api/v3`,
          })),
        },
      },
    }),
  );

export const entityRef = 'component:default/tea-shop';
export const templateRef = 'template:default/small';
export const repoUrl = 'https://git.example/tea/tea-shop';

export const stored = (change: Partial<StoredService> = {}): StoredService => ({
  entityRef,
  owner: 'group:default/team-tea',
  templateRef,
  version: '1.0.0',
  pullRequests: [],
  checkedAt: '2026-11-20T10:00:00.000Z',
  ...change,
});

export const pull = (
  change: { version?: string; conflicts?: number } = {},
) => ({
  number: 7,
  url: `${repoUrl}/pull/7`,
  version: '1.1.0',
  conflicts: 0,
  repoUrl,
  commit: 'c'.repeat(40),
  ...change,
});

export const snapshot = (
  version: string,
  files: Record<string, string> = { 'README.md': 'text' },
): TemplateSnapshot => ({
  templateRef,
  version,
  entity: {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'small', namespace: 'default', uid: 'changes' },
    spec: { type: 'service', steps: [] },
  },
  files: Object.entries(files).map(([path, text]) => ({
    path,
    base64: Buffer.from(text).toString('base64'),
  })),
});

export const teaShop = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'tea-shop',
    namespace: 'default',
    annotations: {
      'github.com/project-slug': 'tea/tea-shop',
      'backstage.io/source-location':
        'url:https://git.example/tea/tea-shop/tree/main/',
    },
  },
  spec: { type: 'service', owner: 'Team-Tea' },
};

export const tree = (files: Record<string, string | Uint8Array>) =>
  new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      {
        content:
          typeof content === 'string'
            ? new TextEncoder().encode(content)
            : content,
      },
    ]),
  );

import type {
  ServiceTemplate,
  TemplateFleet,
  UpdatePreview,
} from '@heal7/backstage-plugin-template-updates-common';

export const teaShop = (
  change: Partial<ServiceTemplate> = {},
): ServiceTemplate => ({
  entityRef: 'component:default/tea-shop',
  owner: 'group:default/team-tea',
  templateRef: 'template:default/backend-service',
  version: '1.0.0',
  latestVersion: '1.2.0',
  behind: 2,
  state: 'behind',
  pullRequests: [],
  checkedAt: '2026-11-20T10:00:00.000Z',
  allowed: { propose: true },
  ...change,
});

export const pull = (repository: string, conflicts = 0) => ({
  number: 12,
  url: `https://github.com/tea/${repository}/pull/12`,
  version: '1.2.0',
  conflicts,
});

export const fleet = (): TemplateFleet => ({
  items: [
    teaShop({
      entityRef: 'component:default/broken',
      state: 'unknown',
      problem: 'GitHub does not answer',
    }),
    teaShop(),
    teaShop({
      entityRef: 'component:default/cake-shop',
      owner: 'group:default/team-web',
      version: '1.1.0',
      behind: 1,
      state: 'proposed',
      pullRequests: [pull('cake-shop', 2)],
    }),
    teaShop({
      entityRef: 'resource:default/network',
      templateRef: 'template:default/infrastructure',
      version: '3.0.0',
      latestVersion: '3.0.0',
      behind: 0,
      state: 'current',
    }),
  ],
  templates: [
    {
      templateRef: 'template:default/infrastructure',
      title: 'infrastructure',
      versions: [{ version: '3.0.0', services: 1 }],
    },
    {
      templateRef: 'template:default/backend-service',
      title: 'backend-service',
      versions: [
        { version: '1.2.0', services: 0 },
        { version: '1.1.0', services: 1 },
        { version: '1.0.0', services: 2 },
      ],
    },
  ],
});

export const preview = (): UpdatePreview => ({
  entityRef: 'component:default/tea-shop',
  templateRef: 'template:default/backend-service',
  fromVersion: '1.0.0',
  toVersion: '1.2.0',
  baseKnown: true,
  targets: [
    {
      repositoryUrl: 'https://github.com/tea/tea-shop',
      files: [
        {
          path: 'Dockerfile',
          kind: 'change',
          added: 1,
          removed: 1,
          diff: [
            '===================================================================',
            '--- Dockerfile',
            '+++ Dockerfile',
            '@@ -1,2 +1,2 @@',
            '-FROM node:22',
            '+FROM node:24',
            ' USER 1000',
            '',
          ].join('\n'),
        },
        { path: 'logo.png', kind: 'add', added: 0, removed: 0 },
      ],
      conflicts: [{ path: 'README.md', reason: 'overlap', places: 2 }],
      skipped: ['docs/own.md'],
    },
    {
      repositoryUrl: 'https://github.com/tea/manifests',
      files: [
        {
          path: 'dev/tea-shop/values.yaml',
          from: 'dev/tea/values.yaml',
          kind: 'move',
          added: 0,
          removed: 0,
          diff: '',
        },
      ],
      conflicts: [],
      skipped: [],
    },
  ],
});

import type { Version } from '@heal7/backstage-plugin-delivery-common';

export const version = (label: string, commit: string): Version => ({
  tag: `${label}-${commit}`,
  label,
  commit,
  message: `Release ${label}`,
  author: 'minji',
  links: [
    {
      kind: 'commit',
      title: 'Commit',
      url: `https://git.example.com/tea-shop/commit/${commit}`,
    },
  ],
});

export const v1 = version('2.1.0', 'aaaaaa1');
export const v2 = version('2.2.0', 'bbbbbb2');
export const v3 = version('2.3.0', 'cccccc3');

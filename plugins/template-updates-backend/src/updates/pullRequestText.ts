import type {
  ConflictReason,
  TreeMerge,
} from '@heal7/backstage-plugin-template-updates-common';

const reasons: Record<ConflictReason, string> = {
  overlap: 'both sides changed the same lines; the file has conflict markers',
  'both-added': 'both sides added it; look at both',
  'deleted-by-team': 'you deleted it, the template changed it; it stays away',
  'deleted-by-template': 'the template dropped it, you changed it; it stays',
  binary: 'both sides changed it and it is not text; yours stays',
  'base-unknown':
    'you changed it and the old version of the template is not known; yours stays',
};

/** Title and description of the pull request. */
export function pullRequestText(options: {
  template: string;
  from: string;
  to: string;
  merge: TreeMerge;
  /** The service, where the repository holds more than this one. */
  service?: string;
  /** Path of the record. */
  record: string;
  portalUrl: string;
}): { title: string; body: string } {
  const { template, from, to, merge, service, record } = options;
  const { changes, conflicts, skipped } = merge;
  const lines = [
    `Brings ${
      service ? `\`${service}\`` : 'this repository'
    } from version ${from} to ${to} of the template \`${template}\`. Your own changes are kept.`,
    '',
    `${changes.length} files change.`,
  ];
  if (conflicts.length > 0) {
    lines.push(
      '',
      '**A person must look at these files before merging:**',
      '',
      ...conflicts.map(
        ({ path, reason }) => `- \`${path}\`: ${reasons[reason]}`,
      ),
    );
  }
  if (skipped.length > 0) {
    lines.push(
      '',
      `Left alone, as \`${record}\` says:`,
      '',
      ...skipped.map(path => `- \`${path}\``),
    );
  }
  lines.push('', `[Template updates in the portal](${options.portalUrl})`);
  return {
    title: `Template ${template}: ${from} → ${to}${
      service ? ` (${service})` : ''
    }`,
    body: lines.join('\n'),
  };
}

import type { UpdatePreview } from '@heal7/backstage-plugin-template-updates-common';

/** What an update amounts to, over all its repositories. @internal */
export function previewTotals({ targets }: UpdatePreview) {
  const written = targets.filter(
    ({ files, conflicts }) => files.length + conflicts.length > 0,
  );
  const count = (length: (target: (typeof targets)[number]) => number) =>
    targets.reduce((sum, target) => sum + length(target), 0);
  return {
    repositories: written.length,
    files: count(({ files }) => files.length),
    conflicts: count(({ conflicts }) => conflicts.length),
  };
}

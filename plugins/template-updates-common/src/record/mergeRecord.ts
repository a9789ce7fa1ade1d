import type { TemplateRecord } from '../types/TemplateRecord';

/** The record after an update: that of the new version, with the team's own list of files to leave alone. @public */
export function mergeRecord(
  ours: TemplateRecord,
  theirs: TemplateRecord,
): TemplateRecord {
  const { skip, ...rest } = theirs;
  const kept = ours.skip ?? skip;
  return { ...rest, ...(kept === undefined ? {} : { skip: kept }) };
}

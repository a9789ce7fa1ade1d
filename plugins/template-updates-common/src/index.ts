/**
 * Three-way merge of a new template version into a service: types and rules, pure.
 *
 * @packageDocumentation
 */
export type {
  TemplateUpdatesApi,
  TemplateUpdatesRequestOptions,
} from './client/TemplateUpdatesApi';
export { TemplateUpdatesClient } from './client/TemplateUpdatesClient';
export type { MergeLabels } from './merge/mergeText';
export { mergeTrees, type MergeTreesOptions } from './merge/mergeTrees';
export { replaceUntouched } from './merge/replaceUntouched';
export * from './permissions';
export { answersWithDefaults } from './record/answersWithDefaults';
export { mergeRecord } from './record/mergeRecord';
export {
  parseTemplateRecord,
  templateRecordPath,
} from './record/parseTemplateRecord';
export type { FileTree, TreeFile } from './types/FileTree';
export type { TemplateRecord } from './types/TemplateRecord';
export * from './types/TreeMerge';
export * from './types/updates';

/**
 * Form fields of the HEAL7 templates.
 *
 * @packageDocumentation
 */
export { scaffolderFieldsModule as default } from './module';
export { serviceNameTranslationRef } from './translation/translationRef';

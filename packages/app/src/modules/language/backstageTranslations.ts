import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react/alpha';
import { notificationsTranslationRef } from '@backstage/plugin-notifications/alpha';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react/alpha';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';

/**
 * Korean for Backstage's own pages that a developer comes through, by the name of their extension; Backstage brings English
 * only. What is missing here stays English.
 */
export const backstageTranslations = {
  catalog: createTranslationResource({
    ref: catalogTranslationRef,
    translations: { ko: () => import('./korean/catalog') },
  }),
  'catalog-react': createTranslationResource({
    ref: catalogReactTranslationRef,
    translations: { ko: () => import('./korean/catalogReact') },
  }),
  'core-components': createTranslationResource({
    ref: coreComponentsTranslationRef,
    translations: { ko: () => import('./korean/coreComponents') },
  }),
  notifications: createTranslationResource({
    ref: notificationsTranslationRef,
    translations: { ko: () => import('./korean/notifications') },
  }),
  scaffolder: createTranslationResource({
    ref: scaffolderTranslationRef,
    translations: { ko: () => import('./korean/scaffolder') },
  }),
  'scaffolder-react': createTranslationResource({
    ref: scaffolderReactTranslationRef,
    translations: { ko: () => import('./korean/scaffolderReact') },
  }),
  search: createTranslationResource({
    ref: searchTranslationRef,
    translations: { ko: () => import('./korean/search') },
  }),
  'user-settings': createTranslationResource({
    ref: userSettingsTranslationRef,
    translations: { ko: () => import('./korean/userSettings') },
  }),
};

import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { backstageTranslations } from './backstageTranslations';
import { portalTranslations } from './portalTranslation';

export const languageModule = createFrontendModule({
  pluginId: 'app',
  extensions: Object.entries({
    portal: portalTranslations,
    ...backstageTranslations,
  }).map(([name, resource]) =>
    TranslationBlueprint.make({ name, params: { resource } }),
  ),
});

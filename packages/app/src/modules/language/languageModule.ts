import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { portalTranslations } from './portalTranslation';

export const languageModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'portal',
      params: { resource: portalTranslations },
    }),
  ],
});

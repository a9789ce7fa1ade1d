import { createApiRef } from '@backstage/frontend-plugin-api';
import type { TemplateUpdatesApi } from '@heal7/backstage-plugin-template-updates-common';

/** @public */
export const templateUpdatesApiRef = createApiRef<TemplateUpdatesApi>({
  id: 'plugin.template-updates.service',
});

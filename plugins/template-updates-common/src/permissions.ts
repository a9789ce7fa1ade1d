import { createPermission } from '@backstage/plugin-permission-common';

const catalogEntity = 'catalog-entity';

/** Seeing how a service stands to its template, and what an update would change. @public */
export const templateUpdateReadPermission = createPermission({
  name: 'template-updates.update.read',
  attributes: { action: 'read' },
  resourceType: catalogEntity,
});

/** Opening the pull request that updates a service. @public */
export const templateUpdateCreatePermission = createPermission({
  name: 'template-updates.update.create',
  attributes: { action: 'create' },
  resourceType: catalogEntity,
});

/** All permissions of the template updates. @public */
export const templateUpdatesPermissions = [
  templateUpdateReadPermission,
  templateUpdateCreatePermission,
];

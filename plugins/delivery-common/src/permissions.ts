import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The resource of every delivery permission is the catalog entity of the service, so that a policy can decide with the
 * catalog's own conditions, for example by owner.
 */
const resourceType = 'catalog-entity';

/** See the CI/CD tab of a service. @public */
export const deliveryServiceReadPermission = createPermission({
  name: 'delivery.service.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Ask for a rollback of a service (or stop its canary). @public */
export const deliveryRollbackCreatePermission = createPermission({
  name: 'delivery.rollback.create',
  attributes: { action: 'create' },
  resourceType,
});

/** Approve or reject a rollback somebody else asked for. @public */
export const deliveryRollbackApprovePermission = createPermission({
  name: 'delivery.rollback.approve',
  attributes: { action: 'update' },
  resourceType,
});

/** Allow a version again that was held after a rollback. @public */
export const deliveryHoldLiftPermission = createPermission({
  name: 'delivery.hold.lift',
  attributes: { action: 'delete' },
  resourceType,
});

/** @public */
export const deliveryPermissions = [
  deliveryServiceReadPermission,
  deliveryRollbackCreatePermission,
  deliveryRollbackApprovePermission,
  deliveryHoldLiftPermission,
];

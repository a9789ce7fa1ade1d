import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of the catalog, so that its conditions (owner, kind, annotation) apply to our permissions. */
const catalogEntity = 'catalog-entity';

/** Reading the evaluations of an entity. @public */
export const qualityGatesEvaluationReadPermission = createPermission({
  name: 'quality-gates.evaluation.read',
  attributes: { action: 'read' },
  resourceType: catalogEntity,
});

/** Sending measurements of an entity; meant for its CI. @public */
export const qualityGatesEvaluationCreatePermission = createPermission({
  name: 'quality-gates.evaluation.create',
  attributes: { action: 'create' },
  resourceType: catalogEntity,
});

/** Asking for an exception from a check of an entity. @public */
export const qualityGatesWaiverRequestPermission = createPermission({
  name: 'quality-gates.waiver.request',
  attributes: { action: 'create' },
  resourceType: catalogEntity,
});

/** Approving, rejecting and revoking exceptions of an entity. @public */
export const qualityGatesWaiverDecidePermission = createPermission({
  name: 'quality-gates.waiver.decide',
  attributes: { action: 'update' },
  resourceType: catalogEntity,
});

/** All permissions of the quality gates. @public */
export const qualityGatesPermissions = [
  qualityGatesEvaluationReadPermission,
  qualityGatesEvaluationCreatePermission,
  qualityGatesWaiverRequestPermission,
  qualityGatesWaiverDecidePermission,
];

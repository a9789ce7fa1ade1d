import {
  DefaultNamespaceEntityPolicy,
  entityEnvelopeSchemaValidator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import type { LintContext } from './LintContext';

const policy = EntityPolicies.allOf([
  new DefaultNamespaceEntityPolicy(),
  new SchemaValidEntityPolicy(),
  new FieldFormatEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
]);

/** Judges the entity as the catalog does when it takes it in. */
export async function lintEntity(context: LintContext): Promise<void> {
  try {
    const entity = entityEnvelopeSchemaValidator()(
      structuredClone(context.template),
    );
    await policy.enforce(structuredClone(entity));
    if (!(await templateEntityV1beta3Validator.check(entity))) {
      context.report(
        'entity',
        ['apiVersion'],
        'The Scaffolder knows templates of apiVersion scaffolder.backstage.io/v1beta3 only.',
      );
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    context.report('entity', ['spec'], message);
  }
}

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { TemplateRecord } from '@heal7/backstage-plugin-template-updates-common';

/** Entity ref of the template a record names; a bare name is one of the default namespace. */
export function templateRefOf(record: TemplateRecord): string {
  return stringifyEntityRef(
    parseEntityRef(record.template, { defaultKind: 'template' }),
  );
}

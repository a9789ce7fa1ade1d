import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ServiceName } from './ServiceName';
import { validateServiceName } from './validateServiceName';

/** `ui:field: Heal7ServiceName`. @internal */
export const serviceNameField = createFormField({
  name: 'Heal7ServiceName',
  component: ServiceName,
  validation: validateServiceName,
  schema: makeFieldSchema({ output: z => z.string() }),
});

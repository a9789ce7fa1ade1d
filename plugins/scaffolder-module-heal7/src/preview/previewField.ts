import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FilePreview } from './FilePreview';

/** `ui:field: Heal7Preview`; asks nothing, so it never has a value. @internal */
export const previewField = createFormField({
  name: 'Heal7Preview',
  component: FilePreview,
  schema: makeFieldSchema({ output: z => z.string() }),
});

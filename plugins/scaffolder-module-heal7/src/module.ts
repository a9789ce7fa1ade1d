import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** `scaffolder-form-field:scaffolder/heal7-service-name`, in templates `ui:field: Heal7ServiceName`. */
export const serviceName = FormFieldBlueprint.make({
  name: 'heal7-service-name',
  params: {
    field: async () => {
      const { serviceNameField } = await import('./field/serviceNameField');
      return serviceNameField;
    },
  },
});

/** `scaffolder-form-field:scaffolder/heal7-preview`, in templates `ui:field: Heal7Preview`. */
export const preview = FormFieldBlueprint.make({
  name: 'heal7-preview',
  params: {
    field: async () => {
      const { previewField } = await import('./preview/previewField');
      return previewField;
    },
  },
});

/**
 * Adds the form fields of the HEAL7 templates to Scaffolder.
 *
 * @public
 */
export const scaffolderFieldsModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [serviceName, preview],
});

import type {
  ServiceTemplate,
  TemplateFleet,
} from '@heal7/backstage-plugin-template-updates-common';

/** The versions of the templates, with how many of these services are on each. */
export const countServices = (
  templates: TemplateFleet['templates'],
  items: readonly ServiceTemplate[],
): TemplateFleet['templates'] =>
  templates.map(template => ({
    ...template,
    versions: template.versions.map(({ version }) => ({
      version,
      services: items.filter(
        item =>
          item.templateRef === template.templateRef && item.version === version,
      ).length,
    })),
  }));

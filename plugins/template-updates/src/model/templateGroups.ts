import type {
  ServiceTemplate,
  TemplateFleet,
} from '@heal7/backstage-plugin-template-updates-common';
import { shortName } from './names';

/** One version of a template and the services on it. @internal */
export interface VersionBar {
  /** Absent: the version of these services is not known. */
  version?: string;
  services: number;
  isNewest: boolean;
}

/** A template with its services. @internal */
export interface TemplateGroup {
  templateRef: string;
  title: string;
  bars: VersionBar[];
  items: ServiceTemplate[];
}

const openOf = ({ items }: TemplateGroup): number =>
  items.filter(({ state }) => state !== 'current').length;

/** Services by template; the template with the most to do first. @internal */
export function templateGroups(
  items: readonly ServiceTemplate[],
  templates: TemplateFleet['templates'],
): TemplateGroup[] {
  const refs = [...new Set(items.map(({ templateRef }) => templateRef))];
  return refs
    .map(templateRef => {
      const own = items.filter(item => item.templateRef === templateRef);
      const known = templates.find(each => each.templateRef === templateRef);
      return {
        templateRef,
        title: known?.title ?? shortName(templateRef),
        bars: barsOf(own, known?.versions.map(({ version }) => version) ?? []),
        items: own,
      };
    })
    .sort(
      (one, other) =>
        openOf(other) - openOf(one) || one.title.localeCompare(other.title),
    );
}

/** The newest version always, others where a service is on them; released ones first, newest first. */
function barsOf(
  items: readonly ServiceTemplate[],
  released: readonly string[],
): VersionBar[] {
  const used = items.map(({ version }) => version);
  const [newest] = released;
  const versions = [...new Set([...released, ...used])];
  return versions
    .map(version => ({
      ...(version === undefined ? {} : { version }),
      services: used.filter(each => each === version).length,
      isNewest: version !== undefined && version === newest,
    }))
    .filter(({ services, isNewest }) => services > 0 || isNewest);
}

import { InputError } from '@backstage/errors';

/** What the platform team has changed in one file of the templates. */
export interface TemplateChange {
  /** Below the folder of the templates. */
  file: string;
  before: string;
  after: string;
}

export const nextVersion = '1.1.0';

/** The templates of services, which get the version. */
export const versionedTemplates = [
  'backend-service.yaml',
  'compute-service.yaml',
  'frontend-service.yaml',
];

/** The next version of the service templates: something in the services' own repositories, and something in the manifests. */
export const nextChanges: readonly TemplateChange[] = [
  {
    file: 'parts/service/docs/runbook.md.njk',
    before: '| `ErrorBudgetBurnsFast` |',
    after:
      '| pods restart | portal, tab Kubernetes: memory, and why the last one ended | raise the limit, or take back the release that needs more |\n| `ErrorBudgetBurnsFast` |',
  },
  {
    file: 'parts/service/tests/load/load.js.njk',
    before: "['p(95)<500', 'p(99)<2000']",
    after: "['p(95)<400', 'p(99)<1500']",
  },
  {
    file: 'parts/manifests/chart/values.yaml.njk',
    before: '  interval: 30s\n',
    after: '  interval: 15s\n',
  },
];

/** The text with the change; whoever edits the templates hears of a change that no longer fits. */
export function changedText(text: string, change: TemplateChange): string {
  const parts = text.split(change.before);
  if (parts.length !== 2) {
    throw new InputError(
      `${change.file} has "${change.before.trim()}" ${
        parts.length - 1
      } times, not once`,
    );
  }
  return parts.join(change.after);
}

/** A template with another version, in all places that have it. */
export function withVersion(template: string, version: string): string {
  const [, old] =
    /heal7\.io\/template-version: (\d+\.\d+\.\d+)$/m.exec(template) ?? [];
  if (!old) throw new InputError('the template says no version');
  return template.replaceAll(
    new RegExp(`([vV]ersion): ${old.replaceAll('.', '\\.')}$`, 'gm'),
    `$1: ${version}`,
  );
}

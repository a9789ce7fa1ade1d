import type { TemplateFinding, TemplateRule } from './rules';
import type { DocumentPath, TemplateSource } from './TemplateSource';

/**
 * What a Scaffolder offers templates; `GET /api/scaffolder/v2/actions` answers with the actions.
 *
 * @public
 */
export interface ScaffolderOffer {
  /** Without them neither the names nor the inputs and outputs of actions are judged. */
  actions?: readonly ScaffolderAction[];
  /** Fields of the form beside those of Backstage itself. */
  fields?: readonly string[];
  /** Filters beside those of the engine and of the Scaffolder. */
  filters?: readonly string[];
  /** Functions and values beside `failure()` and `always()`. */
  globals?: readonly string[];
}

/** @public */
export interface ScaffolderAction {
  id: string;
  schema?: { input?: object; output?: object };
}

/** The template being judged, and where its findings go. */
export interface LintContext {
  source: TemplateSource;
  template: Record<string, unknown>;
  /** Folder of the template on this disk. */
  folder: string;
  offer: ScaffolderOffer;
  report(rule: TemplateRule, path: DocumentPath, message: string): void;
  reportIn(finding: TemplateFinding): void;
}

/** Filters the Scaffolder adds to the engine's own. */
export const SCAFFOLDER_FILTERS = [
  'parseRepoUrl',
  'parseEntityRef',
  'pick',
  'projectSlug',
];

/** Fields of the form that every Backstage has. */
export const BACKSTAGE_FIELDS = [
  'EntityNamePicker',
  'EntityPicker',
  'EntityTagsPicker',
  'MultiEntityPicker',
  'MyGroupsPicker',
  'OwnedEntityPicker',
  'OwnerPicker',
  'RepoBranchPicker',
  'RepoOwnerPicker',
  'RepoUrlPicker',
  'Secret',
  'hidden',
];

/**
 * `.heal7/template.json` of a generated repository: what it was made from. Never holds secrets.
 *
 * @public
 */
export interface TemplateRecord {
  /** Name of the template, or its entity ref. */
  template: string;
  /** Version of the template that the repository is on, semver. */
  version: string;
  /** The answers it was made with, by the names of the template's parameters. */
  answers: Record<string, unknown>;
  /** SHA-256 (hex) of each generated file, by path. */
  files?: Record<string, string>;
  /** Files updates must not touch: paths, or folders ending in `/`, or patterns with `*` and `**`. */
  skip?: string[];
}

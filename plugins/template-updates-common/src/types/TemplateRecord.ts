/**
 * `.heal7/template.json`: what a repository, or a part of one, was made from. Never holds secrets.
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
  /**
   * The way from the folder of the record up to the folder that the template writes to, e.g. `../..`, where the record lies
   * deeper than some of its files. Absent: everything lies below the folder of the record.
   */
  root?: string;
  /** SHA-256 (hex) of each generated file, by path below the root. */
  files?: Record<string, string>;
  /** Files updates must not touch: paths in the repository, or folders ending in `/`, or patterns with `*` and `**`. */
  skip?: string[];
}

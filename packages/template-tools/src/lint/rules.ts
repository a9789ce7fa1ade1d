/**
 * Every rule of the lint and why it exists. The id is what a finding carries.
 *
 * @public
 */
export const templateRules = {
  'not-yaml': 'The file is YAML.',
  entity:
    'The entity is a Template as the catalog and the Scaffolder understand it.',
  form: 'The form of a page is valid JSON Schema, and what it requires is asked for.',
  'default-does-not-fit':
    'A default is an answer that the form itself accepts.',
  'duplicate-step': 'The id of a step is used once.',
  expression:
    'An expression parses; the Scaffolder swallows a broken one and goes on with its text.',
  'unknown-filter': 'A filter exists.',
  'unknown-function': 'A function exists.',
  'undeclared-name':
    'What an expression names is declared; an undefined name is silently empty.',
  'step-order': 'A step only uses the output of steps before it.',
  'unknown-output': 'An action has the output that is used.',
  'unknown-action': 'The action of a step exists.',
  'action-input': 'The input of a step fits the schema of its action.',
  'missing-source': 'What a step fetches from beside the template is there.',
  'unpinned-fetch':
    'What a step fetches from elsewhere is pinned to a commit or a version.',
  'copy-without-render':
    'copyWithoutRender does nothing; templateFileExtension or copyWithoutTemplating does.',
  'password-widget':
    'A secret is asked for with ui:field Secret; a password widget stores it with the task in plain text.',
  'unknown-field': 'A field of the form exists.',
  'template-record':
    'What a template with a version makes says which one that is, in a record that updates find.',
  leftover: 'Nothing of the template is left in what it writes.',
} as const;

/** @public */
export type TemplateRule = keyof typeof templateRules;

/**
 * One thing that is wrong, and where.
 *
 * @public
 */
export interface TemplateFinding {
  rule: TemplateRule;
  /** As the caller named it, or relative to the folder that was asked about. */
  file: string;
  /** Counted from one. */
  line: number;
  message: string;
}

/** What is wrong with the form of a name, whoever has it; each has its sentence. */
export type FormatProblem =
  | 'begin'
  | 'characters'
  | 'hyphens'
  | 'short'
  | 'long';

const rules: [FormatProblem, (name: string) => boolean][] = [
  ['characters', name => /[^a-z0-9-]/.test(name)],
  ['begin', name => !/^[a-z]/.test(name)],
  ['long', name => name.length > 40],
  ['hyphens', name => /--|-$/.test(name)],
  ['short', name => name.length < 3],
];

/** The first rule a name breaks: that of the workloads, which are stricter than those of repositories. @internal */
export const formatProblem = (name: string): FormatProblem | undefined =>
  rules.find(([, isBroken]) => isBroken(name))?.[0];

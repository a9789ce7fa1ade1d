/** English texts of the form fields. */
export const messages = {
  name: {
    label: 'Name',
    hint: 'Lower case letters, digits and hyphens. It becomes the name of the repository, the image and the workloads.',
    checking: 'Checking whether the name is free',
    free: '{{name}} is free',
    unclear:
      'It cannot be checked now whether the name is free. The first step checks it again.',
  },
  problem: {
    begin: 'The name must begin with a lower case letter.',
    characters: 'Only lower case letters, digits and hyphens.',
    hyphens: 'No two hyphens in a row, and none at the end.',
    short: 'At least 3 characters.',
    long: 'At most 40 characters.',
  },
  taken: {
    reserved: '{{name}} is reserved. Choose another name.',
    flagger:
      'Names ending in -primary or -canary belong to Flagger. Choose another name.',
    catalog: 'The catalog has a component {{name}} already.',
    repository: 'The repository {{name}} exists already.',
    other: '{{name}} is taken. Choose another name.',
  },
  preview: {
    loading: 'Rendering the template with your answers …',
    files: '{{files}} files. Nothing is created yet.',
    failed: 'The files cannot be shown: {{reason}}',
    old: 'Your answers have changed.',
    again: 'Show again',
    list: 'Files',
    noText: 'Not shown: {{size}} KB, or no text.',
    elsewhere: 'The files are shown when the template is used.',
  },
} as const;

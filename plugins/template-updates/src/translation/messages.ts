/** English texts of the template updates; the keys are those of every other language. */
export const messages = {
  page: {
    title: 'Template updates',
    intro:
      'Which service is on which version of its template. An update comes as a pull request and keeps the work of the team.',
    loading: 'Loading the services',
    errorTitle: 'The services could not be loaded',
    retry: 'Try again',
    stale: 'Could not refresh. What you see may be out of date.',
    emptyTitle: 'No service was made from a template yet',
    emptyText:
      'Services appear here when their repository has {{file}}, soon after they were created.',
    noneTitle: 'No service fits these filters',
    noneMine: 'No service of your teams was made from a template.',
    showAll: 'Show all services',
    services_one: '{{count}} service',
    services_other: '{{count}} services',
    servicesOf: 'Services made from {{template}}',
  },
  filter: {
    title: 'Filters',
    owner: 'Owner',
    mine: 'My teams',
    all: 'All',
    template: 'Template',
    anyTemplate: 'Any template',
    state: 'State',
    anyState: 'Any state',
    text: 'Service',
    textHint: 'Part of a name',
  },
  state: {
    current: 'up to date',
    behind: 'behind',
    proposed: 'update proposed',
    unknown: 'not known',
  },
  version: {
    on: 'On {{version}}',
    newest: 'newest {{version}}',
    behind_one: '{{count}} version behind',
    behind_other: '{{count}} versions behind',
    unknown: 'version not known',
    checked: 'looked at {{age}}',
    bar_one: 'Version {{version}}: {{count}} service',
    bar_other: 'Version {{version}}: {{count}} services',
    barNewest: '{{version}} (newest)',
  },
  pull: {
    link: 'Pull request {{repository}} #{{number}}',
    conflicts_one: 'draft, {{count}} file needs a person',
    conflicts_other: 'draft, {{count}} files need a person',
  },
  action: {
    check: 'Check now',
    checkOf: 'Check now: {{service}}',
    preview: 'Preview update',
    previewOf: 'Preview update of {{service}}',
    checkFailed: 'Could not be checked: {{message}}',
  },
  card: {
    title: 'Template',
    all: 'All services',
  },
  dialog: {
    title: 'Update of {{service}}',
    loading:
      'Both versions of the template are rendered and compared with the repositories. This takes some seconds.',
    proposing: 'Writing the branches and opening the pull requests.',
    errorPreview: 'The update could not be prepared',
    errorPropose: 'The pull requests could not be opened',
    errorProposeKeep:
      'Pull requests that were opened before stay. Trying again opens none twice.',
    versions: '{{template}}: {{from}} → {{to}}',
    files_one: '{{count}} file changes.',
    files_other: '{{count}} files change.',
    keeps: 'The changes of your team are kept.',
    nothing: 'There is nothing to change.',
    baseUnknown:
      'Version {{from}} of the template is not known any more. Only files nobody has touched are replaced, and other repositories stay as they are.',
    conflicts_one:
      '{{count}} file needs a person. Its pull request becomes a draft.',
    conflicts_other:
      '{{count}} files need a person. Their pull requests become drafts.',
    existing:
      'A pull request is open already; it is brought up to date. One that somebody has pushed to is left alone.',
    close: 'Close',
    propose_one: 'Open pull request',
    propose_other: 'Open {{count}} pull requests',
    confirm_one: 'Open {{count}} pull request in the name of the portal?',
    confirm_other: 'Open {{count}} pull requests in the name of the portal?',
    confirmText:
      'Nothing is merged. The owners review it, and CI judges it like every other change.',
    confirmYes: 'Open now',
    confirmNo: 'Back',
    notAllowed:
      'Only owners of the service, team leads and the platform team may open it.',
    doneTitle: 'The pull requests are open',
    doneText: 'Review them and merge when CI is green.',
    doneDraft:
      'Drafts have files with conflict markers: settle them, then mark the pull request as ready.',
    doneNone: 'No pull request was needed.',
  },
  file: {
    add: 'new',
    change: 'changed',
    delete: 'deleted',
    move: 'moved',
    from: 'from {{path}}',
    counts: '+{{added}} −{{removed}}',
    countsLabel: '{{added}} lines added, {{removed}} removed',
    added: 'added:',
    removed: 'removed:',
    noDiff: 'Not text, or too large to be shown line by line.',
    more_one: '{{count}} more line; the pull request shows everything.',
    more_other: '{{count}} more lines; the pull request shows everything.',
    diffOf: 'Changes of {{path}}',
    none: 'No file of this repository changes.',
  },
  conflict: {
    title: 'A person must look at',
    overlap:
      'your team and the template changed the same lines; the file gets conflict markers',
    bothAdded: 'your team and the template both added this file',
    deletedByTeam:
      'your team deleted it, the template changed it; it stays away',
    deletedByTemplate:
      'the template dropped it, your team changed it; it stays',
    binary: 'both changed it and it is not text; yours stays',
    baseUnknown:
      'your team changed it and the old version of the template is not known; yours stays',
    places_one: '{{count}} place',
    places_other: '{{count}} places',
  },
  skipped: {
    title: 'Left alone, as {{file}} says',
  },
} as const;

/** Someone who can sign in to the sandbox GitHub. */
export interface Person {
  login: string;
  name: string;
  email: string;
  /** What the sign-in page says about them. */
  role: string;
  teams: string[];
}

export interface Organization {
  login: string;
  name: string;
  teams: Array<{ slug: string; name: string }>;
}

export interface Account {
  login: string;
  name: string;
  email: string;
  type: 'User' | 'Bot' | 'Organization';
  /** Slug of the GitHub App that acts under this login. */
  app?: string;
}

const person = (
  login: string,
  name: string,
  role: string,
  teams: string[],
): Person => ({
  login,
  name,
  email: `${login}@heal7.com`,
  role,
  teams,
});

/** The people of HEAL7; login = name of the catalog User. */
export const heal7People: Person[] = [
  person(
    'minji',
    'Minji Kim',
    'developer, owns saju-calculator and heal7-backend',
    ['team-saju'],
  ),
  person('jisoo', 'Jisoo Park', 'developer, owns heal7-frontend', ['team-web']),
  person('haneul', 'Haneul Lee', 'team lead of team-saju', [
    'team-saju',
    'team-leads',
  ]),
  person('seoyeon', 'Seoyeon Choi', 'team lead of team-web', [
    'team-web',
    'team-leads',
  ]),
  person('dohyun', 'Dohyun Jung', 'DevOps lead', [
    'devops-leads',
    'platform-team',
  ]),
  person('taeyang', 'Taeyang Yoon', 'platform engineer', ['platform-team']),
  person('eunji', 'Eunji Han', 'CTO', ['cto']),
];

export const heal7Organization: Organization = {
  login: 'heal7',
  name: 'HEAL7',
  teams: [
    { slug: 'platform-team', name: 'Platform team' },
    { slug: 'team-saju', name: 'Team Saju' },
    { slug: 'team-web', name: 'Team Web' },
    { slug: 'team-leads', name: 'Team leads' },
    { slug: 'devops-leads', name: 'DevOps leads' },
    { slug: 'cto', name: 'CTO' },
  ],
};

/** Machine accounts: the portal's GitHub App and its personal token, the CI, the merge bot. */
export const machineAccounts: Account[] = [
  {
    login: 'heal7-portal',
    name: 'HEAL7 portal',
    email: 'portal@heal7.com',
    type: 'User',
  },
  { login: 'heal7-ci', name: 'HEAL7 CI', email: 'ci@heal7.com', type: 'User' },
  {
    login: 'heal7-merge-bot',
    name: 'HEAL7 merge bot',
    email: 'merge-bot@heal7.com',
    type: 'Bot',
  },
  {
    login: 'heal7-portal[bot]',
    name: 'heal7-portal[bot]',
    email: 'heal7-portal[bot]@users.noreply.heal7.com',
    type: 'Bot',
    app: 'heal7-portal',
  },
  {
    login: 'github-actions[bot]',
    name: 'github-actions[bot]',
    email: 'github-actions[bot]@users.noreply.heal7.com',
    type: 'Bot',
    app: 'github-actions',
  },
];

/** A stable positive id for a name, so that links and avatars survive a restart without being stored. */
export function stableId(name: string): number {
  let hash = 2166136261;
  for (let i = 0; i < name.length; i += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 16777619);
  }
  return (hash >>> 1) + 1;
}

/** Who is who. */
export class Accounts {
  readonly #byLogin = new Map<string, Account>();

  constructor(
    readonly people: Person[],
    readonly organizations: Organization[],
  ) {
    for (const organization of organizations) {
      this.#add({
        login: organization.login,
        name: organization.name,
        email: '',
        type: 'Organization',
      });
    }
    for (const each of people) this.#add({ ...each, type: 'User' });
    for (const machine of machineAccounts) this.#add(machine);
  }

  find(login: string): Account | undefined {
    return this.#byLogin.get(login.toLowerCase());
  }

  organization(login: string): Organization | undefined {
    return this.organizations.find(
      each => each.login.toLowerCase() === login.toLowerCase(),
    );
  }

  person(login: string): Person | undefined {
    return this.people.find(each => each.login === login);
  }

  all(): Account[] {
    return [...this.#byLogin.values()];
  }

  #add({ login, name, email, type, app }: Account) {
    const account = { login, name, email, type, ...(app ? { app } : {}) };
    this.#byLogin.set(login.toLowerCase(), account);
  }
}

import { Account, Organization, stableId } from '../accounts';
import { GithubContext } from '../github-context';

export function accountPayload(context: GithubContext, login: string) {
  const account: Account = context.accounts.find(login) ?? {
    login,
    name: login,
    email: '',
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
  };
  const base = context.baseUrl();
  const api = `${base}/api/v3/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: stableId(account.login),
    node_id: Buffer.from(`User${stableId(account.login)}`).toString('base64'),
    avatar_url: `${base}/avatars/${encodeURIComponent(account.login)}.svg`,
    gravatar_id: '',
    url: api,
    html_url: `${base}/${encodeURIComponent(account.login)}`,
    repos_url: `${api}/repos`,
    organizations_url: `${api}/orgs`,
    type: account.type,
    site_admin: false,
  };
}

export function fullAccountPayload(context: GithubContext, account: Account) {
  return {
    ...accountPayload(context, account.login),
    name: account.name,
    company: 'HEAL7',
    blog: '',
    location: null,
    email: account.email || null,
    bio: context.accounts.person(account.login)?.role ?? null,
    public_repos: context.repositories.list(account.login).length,
    followers: 0,
    following: 0,
    created_at: '2025-01-01T00:00:00Z',
    updated_at: '2025-01-01T00:00:00Z',
  };
}

export function teamPayload(
  context: GithubContext,
  organization: Organization,
  team: Organization['teams'][number],
) {
  const id = stableId(`${organization.login}/${team.slug}`);
  return {
    id,
    node_id: Buffer.from(`Team${id}`).toString('base64'),
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    permission: 'push',
    url: `${context.baseUrl()}/api/v3/orgs/${organization.login}/teams/${
      team.slug
    }`,
    html_url: `${context.baseUrl()}/orgs/${organization.login}/teams/${
      team.slug
    }`,
    parent: null,
  };
}

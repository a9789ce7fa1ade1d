import { Account, Accounts } from './accounts';
import { ActionsStore } from './actions-store';
import { Channel, DispatchEvent, PullRequestEvent, PushEvent } from './events';
import { Faults } from './faults';
import { GithubApp } from './github-app';
import { OidcIssuer } from './oidc-issuer';
import { PullRequests } from './pull-requests';
import { Repositories } from './repositories';
import { GithubState } from './state/github-state';

export interface OAuthApp {
  clientId: string;
  clientSecret: string;
  name: string;
}

/** What every part of the sandbox GitHub works with. */
export interface GithubContext {
  /** `http://localhost:7101`, known once the server listens. */
  baseUrl(): string;
  state: GithubState;
  touch(): void;
  nextId(): number;
  now(): Date;
  accounts: Accounts;
  repositories: Repositories;
  pullRequests: PullRequests;
  actions: ActionsStore;
  faults: Faults;
  oauthApps: OAuthApp[];
  /** The portal, as a GitHub App installed on every organisation. */
  app: GithubApp;
  /** Tokens with which the jobs of workflow runs say who they are. */
  oidc: OidcIssuer;
  /** Who a token belongs to. */
  accountOf(token: string): Account | undefined;
  pushes: Channel<PushEvent>;
  pulls: Channel<PullRequestEvent>;
  dispatches: Channel<DispatchEvent>;
  log(message: string): void;
}

import { createServer } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import {
  Accounts,
  heal7Organization,
  heal7People,
  Organization,
  Person,
} from './accounts';
import { ActionsStore } from './actions-store';
import { Channel, DispatchEvent, PullRequestEvent, PushEvent } from './events';
import { Faults } from './faults';
import { GithubApp } from './github-app';
import { GitPerson } from './git/run-git';
import { FileContent } from './git/git-writer';
import { GithubContext, OAuthApp } from './github-context';
import { apiRouter } from './http/api-router';
import { sendError } from './http/api-routes';
import { gitHttpRouter } from './http/git-http';
import { pagesRouter } from './pages/pages-router';
import { OidcIssuer } from './oidc-issuer';
import { PullRequestBot } from './pull-request-bot';
import { PullRequests } from './pull-requests';
import { Repositories } from './repositories';
import { missingChecks } from './required-checks';
import { oauthRouter } from './routes/oauth';
import { oidcRouter } from './routes/oidc';
import { NewRepository, Seeding, Trailers } from './seeding';
import { emptyGithubState } from './state/github-state';
import { JsonFile } from './state/json-file';

export interface GithubServerOptions {
  /** 0 takes a free one. */
  port: number;
  /** Folder for Git repositories, state, logs and artifacts. */
  stateDirectory: string;
  people?: Person[];
  organizations?: Organization[];
  /** Access tokens → login. */
  tokens?: Record<string, string>;
  oauthApps?: OAuthApp[];
  pullRequestBot?: {
    repositories: string[];
    authors?: string[];
    delayMs: number;
  };
  now?: () => Date;
  log?: (message: string) => void;
}

export interface GithubServer {
  readonly context: GithubContext;
  readonly faults: Faults;
  /** `http://localhost:<port>` */
  url(): string;
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
  onPush(listener: (event: PushEvent) => void): () => void;
  onPullRequest(listener: (event: PullRequestEvent) => void): () => void;
  onWorkflowDispatch(listener: (event: DispatchEvent) => void): () => void;
  hasRepository(fullName: string): boolean;
  createRepository(request: NewRepository): Promise<string>;
  commitFiles(
    fullName: string,
    branch: string,
    files: Record<string, FileContent | undefined>,
    message: string,
    author: GitPerson,
    trailers?: Trailers,
    date?: Date,
  ): Promise<string>;
  readFile(
    fullName: string,
    ref: string,
    path: string,
  ): Promise<string | undefined>;
  headOf(fullName: string, branch: string): Promise<string | undefined>;
}

export const sandboxTokens: Record<string, string> = {
  ghp_sandboxportal: 'heal7-portal',
  ghp_sandboxci: 'heal7-ci',
};

export const sandboxOAuthApp: OAuthApp = {
  clientId: 'heal7-portal',
  clientSecret: 'sandbox-secret',
  name: 'HEAL7 portal',
};

/** The GitHub of the sandbox: real Git, the REST calls the portal uses, sign-in and small pages. */
export function createGithubServer(options: GithubServerOptions): GithubServer {
  const now = options.now ?? (() => new Date());
  const log = options.log ?? (() => undefined);
  const gitRoot = join(options.stateDirectory, 'git');
  const file = new JsonFile(
    join(options.stateDirectory, 'github.json'),
    emptyGithubState(),
  );
  const state = file.value;
  const touch = () => file.touch();
  const nextId = () => {
    state.lastId += 1;
    touch();
    return state.lastId;
  };
  const onError = (error: unknown) =>
    log(error instanceof Error ? error.stack ?? error.message : String(error));
  const pushes = new Channel<PushEvent>(onError);
  const pulls = new Channel<PullRequestEvent>(onError);
  const dispatches = new Channel<DispatchEvent>(onError);
  const accounts = new Accounts(
    options.people ?? heal7People,
    options.organizations ?? [heal7Organization],
  );
  let port = options.port;
  const baseUrl = () => `http://localhost:${port}`;
  const repositories = new Repositories({
    gitRoot,
    state,
    touch,
    nextId,
    now,
    pushes,
  });
  const pullRequests = new PullRequests({
    repositories,
    events: pulls,
    touch,
    nextId,
    now,
    missingChecks: (...args) => missingChecks({ baseUrl }, ...args),
  });
  const actions = new ActionsStore({
    directory: options.stateDirectory,
    repositories,
    touch,
    nextId,
    now,
  });
  const faults = new Faults();
  const tokens = options.tokens ?? sandboxTokens;
  const app = new GithubApp({
    keyFile: join(options.stateDirectory, 'app.private-key.pem'),
    state,
    touch,
    now,
  });

  const context: GithubContext = {
    baseUrl,
    state,
    touch,
    nextId,
    now,
    accounts,
    repositories,
    pullRequests,
    actions,
    faults,
    oauthApps: options.oauthApps ?? [sandboxOAuthApp],
    app,
    oidc: new OidcIssuer({
      keyFile: join(options.stateDirectory, 'oidc.private-key.pem'),
      baseUrl,
      accounts,
      actions,
      now,
    }),
    accountOf: token => {
      const login =
        tokens[token] ?? state.oauthTokens[token] ?? app.holderOf(token);
      return login ? accounts.find(login) : undefined;
    },
    pushes,
    pulls,
    dispatches,
    log,
  };
  pushes.subscribe(push => pullRequests.onPush(push));
  const merger = accounts.find('heal7-merge-bot');
  const bot =
    options.pullRequestBot && merger
      ? new PullRequestBot({
          ...options.pullRequestBot,
          pullRequests,
          actor: merger,
          log,
        })
      : undefined;
  if (bot) pulls.subscribe(event => bot.onEvent(event));

  const server = createServer(webServer(context, gitRoot));
  const seeding = new Seeding(context);

  /** Pull requests that waited for the bot when the sandbox stopped. */
  const resumeBot = () => {
    for (const repository of repositories.list()) {
      for (const pullRequest of pullRequests
        .list(repository)
        .filter(each => each.state === 'open')) {
        bot?.onEvent({
          action: 'reopened',
          repository,
          pullRequest,
          actor: pullRequest.author,
        });
      }
    }
  };

  return {
    context,
    faults,
    url: context.baseUrl,
    start: () =>
      new Promise((resolve, reject) => {
        app.prepare();
        server.once('error', reject);
        server.listen(options.port, '127.0.0.1', () => {
          const address = server.address();
          if (typeof address === 'object' && address) port = address.port;
          resumeBot();
          resolve({ port });
        });
      }),
    stop: async () => {
      bot?.stop();
      if (server.listening) {
        server.closeAllConnections();
        await new Promise<void>(resolve => {
          server.close(() => resolve());
        });
      }
      file.flush();
    },
    onPush: listener => pushes.subscribe(listener),
    onPullRequest: listener => pulls.subscribe(listener),
    onWorkflowDispatch: listener => dispatches.subscribe(listener),
    hasRepository: fullName => seeding.has(fullName),
    createRepository: request => seeding.create(request),
    commitFiles: (...args) => seeding.commitFiles(...args),
    readFile: (fullName, ref, path) => seeding.readFile(fullName, ref, path),
    headOf: (fullName, branch) => seeding.headOf(fullName, branch),
  };
}

/** Everything the one port serves. */
function webServer(context: GithubContext, gitRoot: string): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set('X-Content-Type-Options', 'nosniff');
    next();
  });
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use(apiRouter(context));
  app.use(oauthRouter(context));
  app.use(oidcRouter(context));
  app.use(gitHttpRouter(context, gitRoot));
  app.use(pagesRouter(context));
  app.use(sendError(context));
  return app;
}

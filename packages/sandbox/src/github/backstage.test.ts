import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import {
  createGithubActionsDispatchAction,
  createGithubBranchProtectionAction,
  createGithubEnvironmentAction,
  createGithubIssuesLabelAction,
  createGithubWebhookAction,
  createPublishGithubAction,
  createPublishGithubPullRequestAction,
} from '@backstage/plugin-scaffolder-backend-module-github';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DispatchEvent, PushEvent } from './events';
import {
  minji,
  portalToken,
  startGithub,
  TestGithub,
} from './testing/start-github';

jest.setTimeout(60_000);

describe.each(['token', 'app'])(
  'Backstage against the sandbox GitHub, with a connection by %s',
  connection => {
    let server: TestGithub;
    let host: string;
    let config: ConfigReader;
    let integrations: ScmIntegrations;

    beforeEach(async () => {
      server = await startGithub();
      host = new URL(server.url).host;
      config = new ConfigReader({
        integrations: {
          github: [
            {
              host,
              apiBaseUrl: `${server.url}/api/v3`,
              rawBaseUrl: `${server.url}/raw`,
              ...(connection === 'token'
                ? { token: portalToken }
                : { apps: [server.appConfig()] }),
            },
          ],
        },
      });
      integrations = ScmIntegrations.fromConfig(config);
    });
    afterEach(() => server.stop());

    const workspace = async (files: Record<string, string>) => {
      const folder = await server.folder();
      for (const [path, content] of Object.entries(files)) {
        await mkdir(join(folder, path, '..'), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      return folder;
    };
    const credentials = () =>
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);

    it('publishes a new service with publish:github', async () => {
      const pushes: PushEvent[] = [];
      server.github.onPush(push => pushes.push(push));
      const action = createPublishGithubAction({
        integrations,
        config,
        githubCredentialsProvider: credentials(),
      });
      const output = jest.fn();
      const workspacePath = await workspace({
        'README.md': '# new-service\n',
        '.github/workflows/ci.yaml': 'name: CI\non: [push]\njobs: {}\n',
      });
      await action.handler({
        ...createMockActionContext({
          input: {
            repoUrl: `${host}?owner=heal7&repo=new-service`,
            description: 'A new service',
            repoVisibility: 'public' as const,
            defaultBranch: 'main',
            access: 'heal7/team-saju',
            collaborators: [{ team: 'platform-team', access: 'maintain' }],
            topics: ['heal7', 'backend'],
            repoVariables: { STAGE: 'dev' },
            secrets: { API_TOKEN: 'not-kept' },
            requiredApprovingReviewCount: 1,
            requiredStatusCheckContexts: ['gates'],
            gitAuthorName: 'Minji Kim',
            gitAuthorEmail: 'minji@heal7.com',
          },
        }),
        workspacePath,
        output,
      });

      const { record } = server.github.context.repositories.get(
        'heal7',
        'new-service',
      );
      expect(output).toHaveBeenCalledWith(
        'remoteUrl',
        `${server.url}/heal7/new-service.git`,
      );
      expect(output).toHaveBeenCalledWith(
        'repoContentsUrl',
        `${server.url}/heal7/new-service/blob/main`,
      );
      expect(record).toMatchObject({
        description: 'A new service',
        private: false,
        topics: ['heal7', 'backend'],
        teams: { 'team-saju': 'admin', 'platform-team': 'maintain' },
        variables: { STAGE: { value: 'dev' } },
        secrets: { API_TOKEN: { name: 'API_TOKEN' } },
        branchProtection: {
          main: {
            required_pull_request_reviews: {
              required_approving_review_count: 1,
            },
          },
        },
      });
      expect(JSON.stringify(record)).not.toContain('not-kept');
      const head = await server.github.headOf('heal7/new-service', 'main');
      expect(output).toHaveBeenCalledWith('commitHash', head);
      expect(pushes).toMatchObject([
        { repo: 'new-service', ref: 'refs/heads/main', after: head },
      ]);
      expect(
        await server.github.readFile(
          'heal7/new-service',
          'main',
          '.github/workflows/ci.yaml',
        ),
      ).toContain('name: CI');

      await expect(
        action.handler({
          ...createMockActionContext({
            input: { repoUrl: `${host}?owner=heal7&repo=new-service` },
          }),
          workspacePath,
          output,
        }),
      ).rejects.toThrow(/name already exists on this account/);
    });

    it('opens and updates pull requests with publish:github:pull-request', async () => {
      await server.github.createRepository({
        owner: 'heal7',
        name: 'k8s-manifests',
        files: { 'README.md': '# manifests\n', 'old.yaml': 'old\n' },
        message: 'Start',
        author: minji,
      });
      const action = createPublishGithubPullRequestAction({
        integrations,
        config,
        githubCredentialsProvider: credentials(),
      });
      const output = jest.fn();
      const run = async (content: string, update: boolean) =>
        action.handler({
          ...createMockActionContext({
            input: {
              repoUrl: `${host}?owner=heal7&repo=k8s-manifests`,
              branchName: 'add/new-service',
              title: 'Add new-service',
              description: 'From the portal',
              filesToDelete: ['old.yaml'],
              reviewers: ['dohyun'],
              teamReviewers: ['platform-team'],
              update,
            },
          }),
          workspacePath: await workspace({
            'environments/dev/new-service/values-dev.yaml': content,
          }),
          output,
        });
      await run('image:\n  tag: none\n', false);
      expect(output).toHaveBeenCalledWith(
        'remoteUrl',
        `${server.url}/heal7/k8s-manifests/pull/1`,
      );
      await expect(run('image:\n  tag: again\n', false)).rejects.toThrow(
        /Pull request creation failed/,
      );
      await run('image:\n  tag: again\n', true);
      const pull = await (
        await server.api('/repos/heal7/k8s-manifests/pulls/1')
      ).json();
      expect(pull).toMatchObject({
        state: 'open',
        mergeable: true,
        requested_reviewers: [{ login: 'dohyun' }],
        requested_teams: [{ slug: 'platform-team' }],
      });
      const files = await (
        await server.api('/repos/heal7/k8s-manifests/pulls/1/files')
      ).json();
      expect(files).toMatchObject([
        {
          filename: 'environments/dev/new-service/values-dev.yaml',
          status: 'added',
        },
        { filename: 'old.yaml', status: 'removed' },
      ]);
      const page = await fetch(`${server.url}/heal7/k8s-manifests/pull/1`);
      expect(await page.text()).toContain('Add new-service');
    });

    it('sets up environments, protection, webhooks, labels and dispatches', async () => {
      await server.github.createRepository({
        owner: 'heal7',
        name: 'demo',
        files: {
          '.github/workflows/e2e.yaml':
            'name: E2E\non: workflow_dispatch\njobs: {}\n',
        },
        message: 'Start',
        author: minji,
      });
      await server.api('/repos/heal7/demo/issues', {
        method: 'POST',
        body: { title: 'Slow' },
      });
      const dispatches: DispatchEvent[] = [];
      server.github.onWorkflowDispatch(event => dispatches.push(event));
      const common = { repoUrl: `${host}?owner=heal7&repo=demo` };
      const options = {
        integrations,
        githubCredentialsProvider: credentials(),
      };
      const environment = createGithubEnvironmentAction({
        integrations,
        catalog: catalogServiceMock({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Group',
              metadata: { name: 'devops-leads' },
            },
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'eunji' },
            },
          ],
        }),
      });
      await environment.handler(
        createMockActionContext({
          input: {
            ...common,
            name: 'production',
            token: portalToken,
            deploymentBranchPolicy: {
              protected_branches: false,
              custom_branch_policies: true,
            },
            customBranchPolicyNames: ['main'],
            environmentVariables: { NAMESPACE: 'heal7-prod' },
            secrets: { TOKEN: 'x' },
            reviewers: ['group:default/devops-leads', 'user:default/eunji'],
            preventSelfReview: true,
          },
        }),
      );
      await createGithubBranchProtectionAction(options).handler(
        createMockActionContext({ input: common }),
      );
      await createGithubWebhookAction(options).handler(
        createMockActionContext({
          input: {
            ...common,
            webhookUrl: 'https://portal.heal7.com/hook',
            webhookSecret: 'hush',
            events: ['push'],
          },
        }),
      );
      await createGithubIssuesLabelAction(options).handler(
        createMockActionContext({
          input: { ...common, number: 1, labels: ['bug'] },
        }),
      );
      await createGithubActionsDispatchAction(options).handler(
        createMockActionContext({
          input: {
            ...common,
            workflowId: 'e2e.yaml',
            branchOrTagName: 'main',
            workflowInputs: { environment: 'dev' },
          },
        }),
      );

      const found = await (
        await server.api('/repos/heal7/demo/environments/production')
      ).json();
      const reviewers = found.protection_rules.flatMap(
        (rule: { reviewers?: unknown[] }) => rule.reviewers ?? [],
      );
      expect(reviewers).toMatchObject([
        { type: 'Team', reviewer: { slug: 'devops-leads' } },
        { type: 'User', reviewer: { login: 'eunji' } },
      ]);
      const { record } = server.github.context.repositories.get(
        'heal7',
        'demo',
      );
      expect(record.environments.production).toMatchObject({
        variables: { NAMESPACE: { value: 'heal7-prod' } },
        branchPolicies: [{ name: 'main', type: 'branch' }],
      });
      expect(record.branchProtection.main).toBeDefined();
      expect(JSON.stringify(record.extras)).not.toContain('hush');
      expect(record.issues[0].labels).toEqual(['bug']);
      expect(dispatches).toMatchObject([
        {
          workflowPath: '.github/workflows/e2e.yaml',
          inputs: { environment: 'dev' },
        },
      ]);
    });

    it('reads files, trees and globs with the URL reader', async () => {
      await server.github.createRepository({
        owner: 'heal7',
        name: 'demo',
        private: true,
        files: {
          'catalog-info.yaml': 'kind: Component\n',
          'docs/index.md': '# Docs\n',
          'docs/adr/0001.md': '# ADR\n',
          'mkdocs.yml': 'site_name: demo\n',
        },
        message: 'Start',
        author: minji,
      });
      const reader = UrlReaders.default({
        config,
        logger: mockServices.logger.mock(),
      });
      const base = `${server.url}/heal7/demo`;
      const file = await reader.readUrl(`${base}/blob/main/catalog-info.yaml`);
      expect((await file.buffer()).toString()).toBe('kind: Component\n');
      await expect(
        reader.readUrl(`${base}/blob/main/catalog-info.yaml`, {
          etag: file.etag,
        }),
      ).rejects.toThrow(expect.objectContaining({ name: 'NotModifiedError' }));
      await expect(
        reader.readUrl(`${base}/blob/main/nothing.yaml`),
      ).rejects.toThrow(expect.objectContaining({ name: 'NotFoundError' }));

      const tree = await reader.readTree(`${base}/tree/main/docs`);
      expect((await tree.files()).map(each => each.path).sort()).toEqual([
        'adr/0001.md',
        'index.md',
      ]);
      const whole = await reader.readTree(`${base}/`);
      expect((await whole.files()).map(each => each.path)).toContain(
        'mkdocs.yml',
      );
      await expect(
        reader.readTree(`${base}/tree/main`, { etag: tree.etag }),
      ).rejects.toThrow(expect.objectContaining({ name: 'NotModifiedError' }));
      const search = await reader.search(`${base}/blob/main/docs/**/*.md`);
      expect(search.files.map(each => each.url).sort()).toEqual([
        `${base}/blob/main/docs/adr/0001.md`,
        `${base}/blob/main/docs/index.md`,
      ]);
      expect((await search.files[0].content()).toString()).toContain('#');
    });
  },
);

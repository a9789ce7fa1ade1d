import { minji, TestGithub } from '../../github/testing/start-github';
import { renderService, ServiceKind } from '../../seed/render-service';
import {
  seedWorkflows,
  WORKFLOWS_REPOSITORY,
  WORKFLOWS_VERSION,
} from '../../seed/seed-workflows';

/** `heal7/workflows` and a service as the templates generate them. */
export async function createTemplateService(
  { github }: Pick<TestGithub, 'github'>,
  options: {
    /** The folder `templates` of the portal. */
    templates: string;
    kind?: ServiceKind;
    message?: string;
    files?: Record<string, string>;
  },
): Promise<string> {
  const {
    templates,
    kind = 'backend',
    message = 'Start',
    files = {},
  } = options;
  const workflowsRef = github.hasRepository(WORKFLOWS_REPOSITORY)
    ? await github.headOf(WORKFLOWS_REPOSITORY, WORKFLOWS_VERSION)
    : await seedWorkflows({ github, templates, now: new Date() });
  const generated = await renderService(templates, {
    kind,
    name: 'heal7-backend',
    description: 'A service.',
    owner: 'team-saju',
    system: 'heal7-platform',
    organization: 'heal7',
    templateVersion: '1.0.0',
    port: 8000,
    publicPath: '/api',
    database: false,
    redis: false,
    canary: true,
    workflowsRepository: WORKFLOWS_REPOSITORY,
    workflowsRef: workflowsRef ?? '',
    workflowsVersion: WORKFLOWS_VERSION,
  });
  return github.createRepository({
    owner: 'heal7',
    name: 'heal7-backend',
    files: { ...generated, VERSION: '1.42\n', ...files },
    message,
    author: minji,
  });
}

/** A service with a workflow of its own, without anything of the templates. */
export const workflowText = `name: CI
on:
  push:
    branches: [main]
    paths-ignore: ['docs/**']
jobs:
  test:
    name: Tests
    steps:
      - uses: actions/checkout@v7
      - run: pytest --junitxml=reports/junit.xml --cov-report=xml:reports/coverage.xml
  build:
    name: Image
    needs: test
    steps:
      - uses: actions/checkout@v7
      - uses: docker/build-push-action@v7
        with: { push: true }
`;

export const ownFiles: Record<string, string> = {
  VERSION: '1.42\n',
  'app/main.py': 'VALUE = 1\n',
  'tests/test_main.py': 'def test_health():\n    assert True\n',
  '.github/workflows/ci.yml': workflowText,
};

export const valuesText = `# Values of this environment; CI writes the tag.
image:
  tag: none # replaced at every deployment
replicaCount: 1
`;

import { join } from 'node:path';
import { githubContext } from './run-context';
import { JobScope } from './run-scope';

/** The default variables of a runner: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export function githubEnvironment(scope: JobScope): Record<string, string> {
  const context = githubContext(scope);
  const names = [
    ...['event_name', 'sha', 'ref', 'ref_name', 'head_ref', 'base_ref'],
    ...['actor', 'workflow', 'run_id', 'run_number', 'run_attempt'],
    ...['repository', 'repository_owner', 'repository_id'],
    ...['server_url', 'api_url'],
  ];
  const temp = join(scope.folder, 'temp');
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    ...Object.fromEntries(
      names.map(name => [
        `GITHUB_${name.toUpperCase()}`,
        String(context[name] ?? ''),
      ]),
    ),
    GITHUB_JOB: scope.record.key.split('/').pop() ?? '',
    GITHUB_WORKSPACE: scope.directory,
    GITHUB_EVENT_PATH: join(temp, 'event.json'),
    GITHUB_STEP_SUMMARY: join(temp, `summary-${scope.record.id}.md`),
    RUNNER_TEMP: temp,
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
  };
}

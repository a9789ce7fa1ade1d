import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import { JobRecord } from '../state/github-state';
import { day, html, Html, page, state } from './html';
import { repositoryHead } from './repository-pages';

const refreshSeconds = 3;

export function actionsPage(repository: Repository): string {
  const runs = [...repository.record.runs].reverse();
  return page(
    `Actions · ${repository.fullName}`,
    html`${repositoryHead(repository)}
      <h2>Workflow runs</h2>
      ${runs.length === 0 ? html`<p class="muted">None yet.</p>` : undefined}
      <table>
        ${runs.map(
          run => html`<tr>
            <td>${state(run.conclusion ?? run.status)}</td>
            <td>
              <a href="/${repository.fullName}/actions/runs/${run.id}"
                >${run.displayTitle}</a
              ><br /><span class="muted"
                >${run.name} #${run.runNumber}, ${run.event}, ${run.actor}</span
              >
            </td>
            <td>${run.headBranch} <code>${run.headSha.slice(0, 7)}</code></td>
            <td class="muted">${day(run.createdAt)}</td>
          </tr>`,
        )}
      </table>`,
    runs.some(run => run.status !== 'completed') ? refreshSeconds : undefined,
  );
}

/** Groups a log by step: the lines after each `##[group]`. */
function stepLogs(log: string): Map<string, string> {
  const groups = new Map<string, string>();
  let current = '';
  for (const line of log.split('\n')) {
    const group = /^\S+ ##\[group\](.*)$/.exec(line)?.[1];
    if (group !== undefined) current = group;
    else if (line && !line.endsWith('##[endgroup]'))
      groups.set(current, `${groups.get(current) ?? ''}${line}\n`);
  }
  return groups;
}

function jobSection(context: GithubContext, job: JobRecord): Html {
  const logs = stepLogs(context.actions.readLog(job.id));
  return html`<h2 id="job-${job.id}">
      ${state(job.conclusion ?? job.status)} ${job.name}
    </h2>
    ${job.needs.length > 0
      ? html`<p class="muted">after ${job.needs.join(', ')}</p>`
      : undefined}
    ${job.steps.map(
      step => html`<details ${step.conclusion === 'failure' ? 'open' : ''}>
        <summary>${state(step.conclusion ?? step.status)} ${step.name}</summary>
        <pre>${logs.get(step.name) ?? 'Nothing written.'}</pre>
      </details>`,
    )}`;
}

export function runPage(
  context: GithubContext,
  repository: Repository,
  runId: number,
): string | undefined {
  const run = repository.record.runs.find(each => each.id === runId);
  if (!run) return undefined;
  const artifacts = repository.record.artifacts.filter(
    each => each.runId === run.id,
  );
  return page(
    `${run.displayTitle} · ${repository.fullName}`,
    html`${repositoryHead(repository)}
      <h2>${run.displayTitle}</h2>
      <p>
        ${state(run.conclusion ?? run.status)} · ${run.name}
        #${run.runNumber}${run.attempt > 1 ? `, attempt ${run.attempt}` : ''} ·
        ${run.event} by ${run.actor} · ${run.headBranch}
        <a href="/${repository.fullName}/commit/${run.headSha}"
          ><code>${run.headSha.slice(0, 7)}</code></a
        >
        <span class="muted">${day(run.createdAt)}</span>
      </p>
      ${run.jobs.map(job => jobSection(context, job))}
      ${artifacts.length > 0
        ? html`<h2>Artifacts</h2>
            <table>
              ${artifacts.map(
                each =>
                  html`<tr>
                    <td>
                      <a
                        href="/${repository.fullName}/actions/artifacts/${each.id}"
                        >${each.name}</a
                      >
                    </td>
                    <td class="muted">${each.size} bytes</td>
                  </tr>`,
              )}
            </table>`
        : undefined}`,
    run.status === 'completed' ? undefined : refreshSeconds,
  );
}

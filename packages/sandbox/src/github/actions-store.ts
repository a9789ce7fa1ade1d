import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { Repositories } from './repositories';
import { Repository } from './repository';
import { ArtifactRecord, JobRecord, RunRecord } from './state/github-state';

export interface NewRun {
  name: string;
  workflowPath: string;
  event: RunRecord['event'];
  headBranch: string;
  headSha: string;
  actor: string;
  displayTitle: string;
  pullNumber?: number;
  inputs?: Record<string, string>;
  /** When a run of the past was; such runs are not counted. */
  past?: Date;
  jobs: Array<{ key: string; name: string; needs: string[]; steps: string[] }>;
}

export interface ActionsStoreOptions {
  directory: string;
  repositories: Repositories;
  touch: () => void;
  nextId: () => number;
  now: () => Date;
}

const keptRuns = 50;

/** Workflow runs with their jobs, logs and artifacts: written by the CI, read by the API and the pages. */
export class ActionsStore {
  constructor(private readonly options: ActionsStoreOptions) {
    mkdirSync(join(options.directory, 'logs'), { recursive: true });
    mkdirSync(join(options.directory, 'artifacts'), { recursive: true });
  }

  create(repository: Repository, run: NewRun): RunRecord {
    const { record } = repository;
    const { jobs, inputs = {}, past, ...rest } = run;
    const at = (past ?? this.options.now()).toISOString();
    record.runNumbers[run.workflowPath] =
      (record.runNumbers[run.workflowPath] ?? 0) + (past ? 0 : 1);
    const created: RunRecord = {
      id: this.options.nextId(),
      runNumber: record.runNumbers[run.workflowPath],
      attempt: 1,
      ...rest,
      inputs,
      status: 'queued',
      createdAt: at,
      startedAt: at,
      updatedAt: at,
      ...(past ? { past: true } : {}),
      jobs: jobs.map(job => this.newJob(job)),
    };
    record.runs.push(created);
    this.#forgetOldRuns(repository);
    this.options.touch();
    return created;
  }

  newJob(job: NewRun['jobs'][number]): JobRecord {
    const { steps, ...rest } = job;
    return {
      id: this.options.nextId(),
      ...rest,
      status: 'queued',
      steps: steps.map((name, i) => ({
        number: i + 1,
        name,
        status: 'queued',
      })),
    };
  }

  /** Changes a run and remembers when. */
  update(run: RunRecord, change: (run: RunRecord, at: string) => void): void {
    const at = this.options.now().toISOString();
    change(run, at);
    run.updatedAt = at;
    this.options.touch();
  }

  remove({ record }: Repository, run: RunRecord): void {
    record.runs = record.runs.filter(each => each !== run);
    this.options.touch();
  }

  /** The same runs, written by another clock. */
  withClock(now: () => Date): ActionsStore {
    return new ActionsStore({ ...this.options, now });
  }

  find(runId: number): { repository: Repository; run: RunRecord } | undefined {
    for (const repository of this.options.repositories.list()) {
      const run = repository.record.runs.find(each => each.id === runId);
      if (run) return { repository, run };
    }
    return undefined;
  }

  /** In the order they were started; those of the past apart from the others. */
  unfinished(past?: true): Array<{ repository: Repository; run: RunRecord }> {
    return this.options.repositories
      .list()
      .flatMap(repository =>
        repository.record.runs
          .filter(run => run.status !== 'completed' && run.past === past)
          .map(run => ({ repository, run })),
      );
  }

  /** Appends to a job's log in GitHub's form: one timestamp a line. */
  log(job: JobRecord, text: string): void {
    const at = this.options.now().toISOString();
    const lines = text
      .replace(/\n+$/, '')
      .split('\n')
      .map(line => `${at} ${line}\n`);
    appendFileSync(this.#logPath(job.id), lines.join(''));
  }

  readLog(jobId: number): string {
    const path = this.#logPath(jobId);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  addArtifact(
    repository: Repository,
    run: RunRecord,
    name: string,
    files: Record<string, Uint8Array>,
  ): ArtifactRecord {
    const zip = zipSync(files);
    const artifact: ArtifactRecord = {
      id: this.options.nextId(),
      runId: run.id,
      name,
      size: zip.length,
      digest: `sha256:${createHash('sha256').update(zip).digest('hex')}`,
      createdAt: this.options.now().toISOString(),
    };
    writeFileSync(this.#artifactPath(artifact.id), zip);
    const { record } = repository;
    record.artifacts = [
      ...record.artifacts.filter(
        each => each.runId !== run.id || each.name !== name,
      ),
      artifact,
    ];
    this.options.touch();
    return artifact;
  }

  readArtifact(artifact: ArtifactRecord): Buffer {
    return readFileSync(this.#artifactPath(artifact.id));
  }

  #forgetOldRuns({ record }: Repository): void {
    for (const old of record.runs
      .slice(0, -keptRuns)
      .filter(run => run.status === 'completed')) {
      for (const job of old.jobs)
        rmSync(this.#logPath(job.id), { force: true });
      for (const artifact of record.artifacts.filter(
        each => each.runId === old.id,
      )) {
        rmSync(this.#artifactPath(artifact.id), { force: true });
      }
      record.artifacts = record.artifacts.filter(each => each.runId !== old.id);
      record.runs = record.runs.filter(each => each !== old);
    }
  }

  #logPath(jobId: number): string {
    return join(this.options.directory, 'logs', `${jobId}.log`);
  }

  #artifactPath(id: number): string {
    return join(this.options.directory, 'artifacts', `${id}.zip`);
  }
}

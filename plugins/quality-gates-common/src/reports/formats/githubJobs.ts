import type { JsonFormat } from '../support/readJson';
import type { ParsedReport } from '../support/ParsedReport';
import {
  all,
  listOfShape,
  plainKeys,
  type ShapeParts,
} from '../support/jsonShape';
import { asArray, asCount, asRecord, asString } from '../support/json';
import type { JsonRecord } from '../support/json';
import { commitOf } from '../support/commitOf';
import { parseTimestamp } from '../support/dates';
import { listOf, records } from '../support/lists';
import { noData } from '../support/noData';

/** A job that ran to its end. */
interface Job {
  name: string;
  start: number;
  end: number;
}

const answer: ShapeParts = {
  keys: {
    total_count: all,
    jobs: listOfShape({
      keys: plainKeys(
        'name',
        'head_sha',
        'status',
        'conclusion',
        'started_at',
        'completed_at',
      ),
    }),
  },
};

/** Nothing of these was built. */
const idle = ['skipped', 'cancelled', 'stale', 'action_required'];

/**
 * Jobs of a GitHub Actions run (`GET /repos/OWNER/REPO/actions/runs/ID/jobs`), one answer or several pages as a list: the
 * time from the first start to the last end of the jobs that have ended. The job that reads this has not.
 */
export const githubJobs: JsonFormat = {
  format: 'github-jobs',
  hint: /"jobs"\s*:\s*\[\s*(\]|\{\s*"id")/,
  shape: { ...answer, items: answer },
  matches: value => {
    const pages = asArray(value) ?? [value];
    return pages.length > 0 && pages.every(isAnswer);
  },
  read(value): ParsedReport {
    const pages = records(asArray(value) ?? [value], 'The list of pages');
    const listed = pages.flatMap(page => listOf(page, 'jobs'));
    const total = Math.max(...pages.map(it => asCount(it.total_count) ?? 0));
    const about = { tool: 'GitHub Actions' };
    if (listed.length < total) {
      return noData(
        `The file lists ${listed.length} of ${total} jobs, so the time of all of them is not known.`,
        about,
      );
    }
    const jobs = listed.map(jobOf).filter(job => job !== undefined);
    const ended = jobs.filter(({ start, end }) => end >= start);
    if (ended.length === 0) {
      return noData('No job of the run has ended.', about);
    }
    return {
      ...about,
      measurements: [duration(ended)],
      problems:
        ended.length < jobs.length
          ? [
              {
                code: 'invalid-value',
                message: `${
                  jobs.length - ended.length
                } jobs end before they start and do not count.`,
              },
            ]
          : [],
      generatedAt: new Date(lastOf(ended)).toISOString(),
      commit: commonCommit(listed),
    };
  },
};

function isAnswer(value: unknown): boolean {
  const page = asRecord(value);
  const jobs = asArray(page?.jobs);
  return (
    typeof page?.total_count === 'number' &&
    jobs !== undefined &&
    jobs.every(it => {
      const job = asRecord(it);
      return job !== undefined && 'started_at' in job && 'status' in job;
    })
  );
}

function jobOf(job: JsonRecord): Job | undefined {
  if (job.status !== 'completed') return undefined;
  if (idle.includes(asString(job.conclusion) ?? '')) return undefined;
  const start = parseTimestamp(asString(job.started_at));
  const end = parseTimestamp(asString(job.completed_at));
  if (!start || !end) return undefined;
  return {
    name: asString(job.name) ?? 'a job without name',
    start: Date.parse(start),
    end: Date.parse(end),
  };
}

function duration(jobs: readonly Job[]): ParsedReport['measurements'][number] {
  const first = jobs.reduce((min, { start }) => Math.min(min, start), Infinity);
  const longest = [...jobs].sort(
    (left, right) => right.end - right.start - (left.end - left.start),
  );
  return {
    id: 'build.duration',
    value: (lastOf(jobs) - first) / 1000,
    unit: 'seconds',
    detail: {
      items: longest
        .slice(0, 5)
        .map(({ name, start, end }) =>
          `${name}: ${(end - start) / 1000} s`.slice(-200),
        ),
      itemCount: jobs.length,
    },
  };
}

function lastOf(jobs: readonly Job[]): number {
  return jobs.reduce((max, { end }) => Math.max(max, end), 0);
}

function commonCommit(jobs: readonly JsonRecord[]): string | undefined {
  const commits = new Set(jobs.map(job => commitOf(job.head_sha)));
  return commits.size === 1 ? [...commits][0] : undefined;
}

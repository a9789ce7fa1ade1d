import type { MeasurementDraft, ProblemDraft } from '../support/ParsedReport';
import {
  asArray,
  asCount,
  asRecord,
  asString,
  type JsonRecord,
} from '../support/json';
import { TopItems } from '../support/TopItems';

const categories = [
  'performance',
  'accessibility',
  'best-practices',
  'seo',
  'pwa',
  'agentic-browsing',
];

/** Collects the scores of pages: the lowest of each category, 0–100. */
export class LighthouseScores {
  readonly #lowest = new Map<string, number>();
  readonly #items = new Map<string, TopItems>();
  readonly #problems: ProblemDraft[] = [];
  #pages = 0;

  add(page: JsonRecord) {
    const url = urlOf(page);
    const error = asRecord(page.runtimeError);
    const code = asString(error?.code);
    if (error && code !== 'NO_ERROR') {
      this.#problem(
        'no-data',
        `Lighthouse could not judge ${url} (${code ?? 'no code'}).`,
      );
      return;
    }
    this.#pages += 1;
    const scores = scoresOf(page);
    for (const id of categories) {
      if (!scores.has(id)) continue;
      const score = scores.get(id);
      if (score === undefined) {
        this.#problem(
          'invalid-value',
          `The ${id} score of ${url} is no number from 0 to 100: Lighthouse could not compute it.`,
        );
        continue;
      }
      this.#lowest.set(id, Math.min(score, this.#lowest.get(id) ?? 100));
      const items = this.#items.get(id) ?? new TopItems();
      this.#items.set(id, items);
      items.add(() => `${url}: ${score}`);
    }
  }

  measurements(): MeasurementDraft[] {
    return categories.flatMap(id => {
      const value = this.#lowest.get(id);
      if (value === undefined) return [];
      const detail =
        this.#pages > 1 ? this.#items.get(id)?.detail() : undefined;
      return [
        {
          id: `lighthouse.${id}`,
          value,
          unit: 'score' as const,
          ...(detail ? { detail } : {}),
        },
      ];
    });
  }

  problems(): ProblemDraft[] {
    return this.#problems;
  }

  #problem(code: ProblemDraft['code'], message: string) {
    if (this.#problems.length < 5) this.#problems.push({ code, message });
  }
}

/** Scores by category; undefined where the report has the category and no usable score. */
function scoresOf(page: JsonRecord): Map<string, number | undefined> {
  const scores = new Map<string, number | undefined>();
  const old = asArray(page.reportCategories);
  if (old) {
    // Version 2 counts to 100.
    for (const category of old.map(asRecord)) {
      const id = asString(category?.id);
      if (id) scores.set(id, within(asCount(category?.score)));
    }
    return scores;
  }
  for (const [id, value] of Object.entries(asRecord(page.categories) ?? {})) {
    const category = asRecord(value);
    const score = isWeighed(category) ? asCount(category?.score) : undefined;
    // A snapshot has nothing to say about some categories, and Lighthouse writes 0.
    if (score === undefined && page.gatherMode === 'snapshot') continue;
    // Rounded only to undo binary fractions: 0.29 × 100 is not 28.999…
    scores.set(
      id,
      score === undefined ? undefined : within(Math.round(score * 1e6) / 1e4),
    );
  }
  return scores;
}

/** The score is the mean of the audits by their weight; of no weight it is none. */
function isWeighed(category: JsonRecord | undefined): boolean {
  const audits = (asArray(category?.auditRefs) ?? []).map(asRecord);
  return audits.length === 0 || audits.some(audit => audit?.weight !== 0);
}

function within(score: number | undefined): number | undefined {
  return score !== undefined && score <= 100 ? score : undefined;
}

function urlOf(page: JsonRecord): string {
  const url =
    asString(page.finalDisplayedUrl) ??
    asString(page.finalUrl) ??
    asString(page.requestedUrl) ??
    asString(page.url);
  return url?.slice(0, 200) ?? 'the page';
}

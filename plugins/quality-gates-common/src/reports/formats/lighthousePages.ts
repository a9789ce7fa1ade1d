import { asArray, asRecord, type JsonRecord } from '../support/json';

/** A Lighthouse result of version 2 (`reportCategories`) or later (`categories`). */
export function isLhr(value: unknown): boolean {
  const page = asRecord(value);
  return (
    page !== undefined &&
    typeof page.lighthouseVersion === 'string' &&
    (asRecord(page.categories) !== undefined ||
      Array.isArray(page.reportCategories) ||
      asRecord(page.runtimeError) !== undefined)
  );
}

/** One run in the `manifest.json` of Lighthouse CI. */
function isManifestEntry(value: unknown): boolean {
  const entry = asRecord(value);
  return (
    entry !== undefined &&
    asRecord(entry.summary) !== undefined &&
    typeof entry.url === 'string' &&
    ('jsonPath' in entry || 'htmlPath' in entry)
  );
}

/** The results in a file, in whatever they are wrapped; empty when it is none, or not of Lighthouse alone. */
export function pagesOf(value: unknown): JsonRecord[] {
  const list = asArray(value);
  if (list) {
    if (list.length > 0 && list.every(isManifestEntry))
      return fromManifest(list);
    const pages = list.map(onePage);
    return pages.every(page => page !== undefined) ? pages : [];
  }
  const root = asRecord(value);
  const steps = asArray(root?.steps);
  if (steps && steps.length > 0) {
    const pages = steps.map(onePage);
    return pages.every(page => page !== undefined) ? pages : [];
  }
  const page = onePage(root);
  return page ? [page] : [];
}

function onePage(value: unknown): JsonRecord | undefined {
  const holder = asRecord(value);
  for (const page of [holder, holder?.lhr, holder?.lighthouseResult]) {
    if (isLhr(page)) return asRecord(page);
  }
  return undefined;
}

/** The summaries, of the runs that Lighthouse CI calls representative where it does. */
function fromManifest(list: unknown[]): JsonRecord[] {
  const entries = list.map(asRecord).filter(entry => entry !== undefined);
  const chosen = entries.filter(entry => entry.isRepresentativeRun === true);
  return (chosen.length > 0 ? chosen : entries).map(entry => ({
    finalUrl: entry.url,
    categories: Object.fromEntries(
      Object.entries(asRecord(entry.summary) ?? {}).map(([id, score]) => [
        id,
        { score },
      ]),
    ),
  }));
}

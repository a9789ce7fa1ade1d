import { METRIC_NAME } from '../promql';
import { TimeSeriesDatabase } from './time-series-database';

/** A page to look around with: metric names and a box for a query. */
export function renderQueryPage(database: TimeSeriesDatabase): string {
  const names = new Set(
    database.all().map(({ labels }) => labels[METRIC_NAME] ?? ''),
  );
  const items = [...names].map(
    name =>
      `<li><a href="/api/v1/query?query=${encodeURIComponent(
        name,
      )}"><code>${escapeHtml(name)}</code></a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sandbox Prometheus</title>
<h1>Sandbox Prometheus</h1>
<form action="/api/v1/query">
  <label>PromQL <input name="query" size="80" required></label>
  <button>Run</button>
</form>
<h2>Metrics</h2>
<ul>${items.join('\n')}</ul>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

/** Text that is HTML already and must not be escaped again. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

export type HtmlValue = Html | string | number | undefined | HtmlValue[];

function render(value: HtmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(render).join('');
  if (value instanceof Html) return value.text;
  return String(value)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** A template that escapes what is put into it. */
export function html(
  strings: TemplateStringsArray,
  ...values: HtmlValue[]
): Html {
  return new Html(
    strings
      .map((text, i) => text + (i < values.length ? render(values[i]) : ''))
      .join(''),
  );
}

const style = `
:root{color-scheme:light dark;--fg:#1f2328;--muted:#59636e;--bg:#fff;--soft:#f6f8fa;--line:#d1d9e0;--link:#0550ae;--add:#dafbe1;--del:#ffebe9;--ok:#1a7f37;--bad:#b3261e;--run:#8a5a00}
@media (prefers-color-scheme:dark){:root{--fg:#f0f6fc;--muted:#9da7b1;--bg:#0d1117;--soft:#151b23;--line:#3d444d;--link:#79b8ff;--add:#12341c;--del:#43191d;--ok:#4ac26b;--bad:#ff8b82;--run:#e3b341}}
*{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg)}
header{padding:10px 20px;background:var(--soft);border-bottom:1px solid var(--line)}header a{font-weight:600;margin-right:8px}
main{max-width:1040px;margin:0 auto;padding:20px}a{color:var(--link);text-decoration:none}a:hover,a:focus-visible{text-decoration:underline}
h1{font-size:22px;margin:0 0 12px}h2{font-size:17px;margin:24px 0 8px}.muted{color:var(--muted)}
table{width:100%;border-collapse:collapse;border:1px solid var(--line)}td,th{padding:6px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
pre{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:12px;overflow:auto;font:13px/1.45 ui-monospace,monospace;margin:8px 0}
code{font:13px ui-monospace,monospace}.add{background:var(--add);display:block}.del{background:var(--del);display:block}.hunk{color:var(--muted);display:block}
nav{margin:0 0 14px}nav a{margin-right:16px}.success{color:var(--ok)}.failure,.error,.cancelled{color:var(--bad)}.in_progress,.queued,.pending,.action_required{color:var(--run)}
.people{list-style:none;padding:0}.people a{display:block;border:1px solid var(--line);border-radius:6px;padding:10px 14px;margin:8px 0}
details{margin:4px 0}summary{cursor:pointer}.label{border:1px solid var(--line);border-radius:10px;padding:0 8px;font-size:12px;color:var(--muted)}
`;

/** A whole page with the sandbox header. `refreshSeconds` reloads while something runs. */
export function page(
  title: string,
  body: Html,
  refreshSeconds?: number,
  site = 'sandbox GitHub',
): string {
  const refresh = refreshSeconds
    ? html`<meta http-equiv="refresh" content="${refreshSeconds}" />`
    : undefined;
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        ${refresh}
        <title>${title} · ${site}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <header>
          <a href="/">${site}</a
          ><span class="muted"
            >local stand-in: nothing here leaves this machine</span
          >
        </header>
        <main>${body}</main>
      </body>
    </html> `.text;
}

const symbols: Record<string, string> = {
  success: '✓',
  failure: '✗',
  error: '✗',
  action_required: '!',
  cancelled: '⊘',
  skipped: '–',
  in_progress: '●',
  queued: '○',
  pending: '○',
};

/** State as symbol, words and colour. */
export function state(name: string): Html {
  return html`<span class="${name}"
    >${symbols[name] ?? '•'} ${name.replace('_', ' ')}</span
  >`;
}

export function day(iso: string | undefined): string {
  return iso ? `${iso.slice(0, 16).replace('T', ' ')} UTC` : '';
}

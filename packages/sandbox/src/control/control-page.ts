import { heal7People } from '../github';
import { imageQualities } from '../images/image-registry';
import { Sandbox } from '../sandbox';
import { seedServices } from '../seed/seed-service';

/** A small page for people: where everything is, who there is, what can be played. */
export function controlPage(sandbox: Sandbox): string {
  const { addresses } = sandbox;
  const links = [
    ['Portal', addresses.portal],
    ['GitHub', addresses.github],
    ['Slack', addresses.slack],
    ['Prometheus', addresses.prometheus],
  ];
  const clusters = Object.entries(addresses.clusters);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>HEAL7 sandbox</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884; }
  button, select { font: inherit; padding: .25rem .75rem; }
  pre { background: #8882; padding: .75rem; min-height: 4rem; overflow: auto; white-space: pre-wrap; }
</style>
</head>
<body>
<h1>HEAL7 sandbox</h1>
<p>Local stand-ins that speak the real protocols. Nothing here is production.</p>
<h2>Addresses</h2>
<ul>
${links
  .map(
    ([name, url]) =>
      `<li>${name}: <a href="${escape(url)}">${escape(url)}</a></li>`,
  )
  .join('\n')}
${clusters
  .map(
    ([name, url]) =>
      `<li>Kubernetes ${escape(name)}: <code>${escape(url)}</code></li>`,
  )
  .join('\n')}
</ul>
<h2>What runs</h2>
<table><thead><tr><th>Application</th><th>Cluster</th><th>Version</th><th>Sync</th><th>Health</th><th>Canary</th></tr></thead><tbody id="services"></tbody></table>
<h2>Play a release</h2>
<form id="release">
  <label>Service <select name="service">${options(
    seedServices.map(it => it.name),
  )}</select></label>
  <label>Quality <select name="quality">${options(
    imageQualities,
  )}</select></label>
  <label>Up to <select name="environment">${options([
    'prod',
    'staging',
    'dev',
  ])}</select></label>
  <label><input type="checkbox" name="fast"> without CI</label>
  <button>Release</button>
</form>
<h2>Play the platform team</h2>
<p><button id="templates">Release the next version of the service templates</button></p>
<h2>Break something</h2>
<p>
  <button data-fault='{"clusters":{"heal7-prod":"refuse"}}'>Production cluster refuses</button>
  <button data-fault='{"clusters":{"heal7-prod":"hang"}}'>Production cluster hangs</button>
  <button data-fault='{"prometheus":"error"}'>Prometheus fails</button>
  <button data-fault='{"prometheus":"slow"}'>Prometheus hangs</button>
  <button data-fault='{"heal":true}'>Mend everything</button>
</p>
<pre id="log" role="log" aria-live="polite"></pre>
<h2>People</h2>
<ul>
${heal7People
  .map(
    it =>
      `<li><code>${escape(it.login)}</code> ${escape(it.name)}, ${escape(
        it.role,
      )}</li>`,
  )
  .join('\n')}
</ul>
<script>
  const log = document.getElementById('log');
  const post = (path, body) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const say = text => { log.textContent += text + '\\n'; log.scrollTop = log.scrollHeight; };
  document.getElementById('release').addEventListener('submit', async event => {
    event.preventDefault();
    const form = new FormData(event.target);
    const body = { service: form.get('service'), quality: form.get('quality'), environment: form.get('environment'), fast: form.get('fast') === 'on' };
    const response = await post('/scenarios/release', body);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + value).split('\\n');
      rest = lines.pop();
      lines.forEach(line => say(JSON.parse(line).text));
    }
    if (rest) say(JSON.parse(rest).error || rest);
  });
  document.getElementById('templates').addEventListener('click', async () => {
    say(await (await post('/scenarios/template-release', {})).text());
  });
  document.querySelectorAll('[data-fault]').forEach(button => button.addEventListener('click', async () => {
    say(await (await post('/faults', JSON.parse(button.dataset.fault))).text());
  }));
  const refresh = async () => {
    const { services } = await (await fetch('/status')).json();
    document.getElementById('services').replaceChildren(...services.map(it => {
      const row = document.createElement('tr');
      for (const value of [it.application, it.cluster, it.image, it.sync, it.health, it.canary]) {
        const cell = document.createElement('td');
        cell.textContent = value || '';
        row.append(cell);
      }
      return row;
    }));
  };
  refresh();
  setInterval(() => { if (!document.hidden) refresh(); }, 2000);
</script>
</body>
</html>
`;
}

function options(values: readonly string[]): string {
  return values.map(it => `<option>${escape(it)}</option>`).join('');
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/"/g, '&quot;');
}

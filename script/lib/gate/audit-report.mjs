/**
 * What `yarn npm audit --json` of Yarn 4 prints (one advisory a line) in the form of npm 6, which report readers know.
 * The command ends with 0 when it found nothing and with 1 when it found something or failed: only lines that are
 * advisories tell these apart.
 */
export function auditReport(output, status) {
  const lines = output.split('\n').filter(Boolean);
  const advisories = {};
  for (const line of lines) {
    const found = advisoryOf(line);
    if (!found) return { problem: `the audit failed: ${reasonOf(output)}` };
    const { children, value } = found;
    advisories[`${children.ID}-${value}`] = {
      module_name: value,
      title: children.Issue,
      url: children.URL,
      severity: children.Severity,
      vulnerable_versions: children['Vulnerable Versions'],
    };
  }
  if (lines.length === 0 && status !== 0) {
    return { problem: `the audit ended with ${status} and said nothing` };
  }
  return { report: { actions: [], advisories } };
}

function advisoryOf(line) {
  try {
    const entry = JSON.parse(line);
    return typeof entry.value === 'string' && entry.children?.Severity
      ? entry
      : undefined;
  } catch {
    return undefined;
  }
}

/** The answer of the registry where Yarn tells it, else the first line. */
function reasonOf(output) {
  const answer = /Response Code: (.{1,80})/.exec(output)?.[1];
  return answer
    ? `the package registry answered ${answer}`
    : output.trim().split('\n')[0].slice(0, 200);
}

import { findProgram } from '../command';

/** A command as it stands in a README. */
export interface ReadmeCommand {
  text: string;
  line: number;
  /** Does not end by itself: the address that answers while it runs. */
  serves?: string;
  /** Settings that its row names: `DATABASE_URL`. */
  needs?: string[];
}

const serves = /^npm run dev$|--reload\b/;

/** The commands of the fenced shell blocks and, below "Test", of the tables; in their order. */
export function readmeCommands(text: string): ReadmeCommand[] {
  const commands: ReadmeCommand[] = [];
  const lines = text.split('\n');
  let fenced = false;
  let isTest = false;
  let begun = '';
  for (const [index, line] of lines.entries()) {
    const add = (command: string, label = '') =>
      commands.push({
        text: command,
        line: index + 1,
        ...needsIn(label),
        ...(serves.test(command) ? { serves: addressIn(lines, index) } : {}),
      });
    if (line.startsWith('```')) {
      fenced = /^```(?:sh|bash|shell)\b/.test(line);
    } else if (fenced) {
      const { rest, command } = continued(begun, line);
      if (command) add(command);
      begun = rest;
    } else if (line.startsWith('## ')) {
      isTest = line === '## Test';
    } else if (isTest && line.startsWith('|')) {
      const row = /^(.*)\|\s*`([^`]+)`\s*\|\s*$/.exec(line);
      if (row) add(row[2], row[1]);
    }
  }
  return commands;
}

/** A line that ends in a backslash goes on in the next. */
function continued(
  begun: string,
  line: string,
): { rest: string; command?: string } {
  const text = `${begun}${line.replace(/\s+#\s.*$/, '').trim()} `.trimEnd();
  if (text.endsWith('\\')) return { rest: text.slice(0, -1) };
  return { rest: '', command: text.trim() || undefined };
}

function needsIn(label: string): { needs?: string[] } {
  const needs = label.match(/(?<=`)[A-Z_]+(?=`)/g);
  return needs ? { needs } : {};
}

/** "Then http://localhost:3000." after the block. */
function addressIn(lines: readonly string[], from: number): string | undefined {
  return lines
    .slice(from)
    .map(line => /^Then (http:\S+?)\.?$/.exec(line)?.[1])
    .find(Boolean);
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/…/, 'needs an address of a deployed service'],
  [/^npx @heal7\/gates\b/, 'the package is not published yet'],
  [/playwright install/, 'downloads a browser'],
  [/^cd bootstrap$|\bterraform (?:init|apply)\b/, 'needs an AWS account'],
  [/\bterraform -chdir/, "needs the providers of Terraform's registry"],
  [/\balembic upgrade\b/, 'needs a database'],
];

/** Why a command of a README cannot run on such a machine, if so. */
export async function whyNotHere({
  text,
  needs,
}: ReadmeCommand): Promise<string | undefined> {
  const reason = reasons.find(([pattern]) => pattern.test(text))?.[1];
  if (reason) return reason;
  if (needs?.some(name => !process.env[name])) {
    return `needs ${needs.join(' and ')}`;
  }
  const [program = ''] = text.split(' ');
  if (program.includes('/') || (await findProgram(program))) return undefined;
  return `${program} is not installed`;
}

import { Request } from 'express';
import { Account } from '../accounts';
import { GithubContext } from '../github-context';
import { GithubError } from './github-error';

/** Bearer, `token` or Basic, as GitHub takes them; `undefined` when nobody says who they are. */
export function authenticate(
  context: GithubContext,
  request: Request,
): Account | undefined {
  const header = request.headers.authorization;
  if (!header) return undefined;
  const [scheme, value = ''] = header.split(' ', 2);
  const candidates =
    scheme.toLowerCase() === 'basic'
      ? splitOnce(Buffer.from(value, 'base64').toString('utf8')).reverse()
      : [value];
  for (const token of candidates) {
    const account = token ? context.accountOf(token) : undefined;
    if (account) return account;
  }
  throw new GithubError(401, 'Bad credentials');
}

function splitOnce(text: string): string[] {
  const at = text.indexOf(':');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

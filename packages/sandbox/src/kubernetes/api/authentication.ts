/**
 * Whether an Authorization header carries the token: as bearer, or as the password of HTTP basic. The second is for kubectl
 * and other client-go programs, which send no bearer token over plain HTTP but do honour `http://user:token@host`.
 */
export function isAuthenticated(
  authorization: string | undefined,
  token: string,
): boolean {
  const [scheme, credentials = ''] = (authorization ?? '').split(' ');
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return credentials === token;
    case 'basic': {
      const decoded = Buffer.from(credentials, 'base64').toString('utf8');
      return decoded.slice(decoded.indexOf(':') + 1) === token;
    }
    default:
      return false;
  }
}

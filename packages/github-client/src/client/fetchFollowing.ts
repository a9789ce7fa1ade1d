const redirects = [301, 302, 307, 308];
const maxRedirects = 3;

/**
 * Follows GitHub to where a repository was renamed or moved to, with the same method and body; `fetch` itself turns a POST
 * into a GET after 301. Never to another origin: the request carries credentials.
 */
export async function fetchFollowing(
  send: typeof fetch,
  url: string,
  init: RequestInit,
): Promise<Response> {
  let address = url;
  for (let hops = 0; ; hops += 1) {
    const response = await send(address, { ...init, redirect: 'manual' });
    const next = hops < maxRedirects ? targetOf(response, address) : undefined;
    if (!next) return response;
    await response.body?.cancel();
    address = next;
  }
}

function targetOf(
  { headers, status }: Response,
  from: string,
): string | undefined {
  const location = redirects.includes(status) ? headers.get('location') : null;
  if (!location || !URL.canParse(location, from)) return undefined;
  const target = new URL(location, from);
  return target.origin === new URL(from).origin ? target.href : undefined;
}

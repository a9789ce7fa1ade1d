/** A token of the portal for a person, got as the browser gets it: through the OAuth flow of the sandbox's GitHub. */
export async function tokenOf(portal, login) {
  const cookies = new Map();
  const visit = async (url, headers = {}) => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        ...headers,
        cookie: [...cookies].map(pair => pair.join('=')).join('; '),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, ...value] = cookie.split(';')[0].split('=');
      cookies.set(name, value.join('='));
    }
    return response;
  };
  const start = new URL('/api/auth/github/start', portal);
  start.search = new URLSearchParams({
    env: 'development',
    scope: 'read:user',
    origin: portal,
    flow: 'popup',
  }).toString();
  const people = new URL((await visit(start)).headers.get('location'));
  people.searchParams.set('login_as', login);
  const back = (await visit(people)).headers.get('location');
  await visit(new URL(back, people));
  const session = await visit(
    `${portal}/api/auth/github/refresh?env=development`,
    { 'x-requested-with': 'XMLHttpRequest' },
  );
  if (!session.ok) throw new Error(`no token for ${login}: ${session.status}`);
  return (await session.json()).backstageIdentity.token;
}

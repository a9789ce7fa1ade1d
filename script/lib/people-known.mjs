// The portal answers before its catalog has read the organisation; who signs in with GitHub then is nobody yet.

/** Resolves to true as soon as the catalog knows the person, to false when it does not within the time. */
export async function peopleKnown(
  portalUrl,
  { login = 'minji', seconds = 120 } = {},
) {
  const end = Date.now() + seconds * 1_000;
  while (Date.now() < end) {
    if (await knows(portalUrl, login)) return true;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  return false;
}

async function knows(portalUrl, login) {
  try {
    const options = { signal: AbortSignal.timeout(5_000) };
    const guest = await fetch(`${portalUrl}/api/auth/guest/refresh`, {
      ...options,
      method: 'POST',
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    const { backstageIdentity } = await guest.json();
    const answer = await fetch(
      `${portalUrl}/api/catalog/entities/by-name/user/default/${login}`,
      {
        ...options,
        headers: { authorization: `Bearer ${backstageIdentity.token}` },
      },
    );
    return answer.ok;
  } catch {
    return false;
  }
}

import { expect, request } from '@playwright/test';
import type { ServiceDelivery } from '@heal7/backstage-plugin-delivery-common';

const mainPortal = `http://localhost:${process.env.PORTAL_PORT}`;

/** A token of the portal for a person, got as the browser gets it: through the OAuth flow of the sandbox's GitHub. */
export async function tokenOf(
  login: string,
  portal = mainPortal,
): Promise<string> {
  const browser = await request.newContext();
  try {
    const start = new URL('/api/auth/github/start', portal);
    start.search = new URLSearchParams({
      env: 'development',
      scope: 'read:user',
      origin: portal,
      flow: 'popup',
    }).toString();
    const people = new URL((await browser.get(start.toString())).url());
    people.searchParams.set('login_as', login);
    await browser.get(people.toString());
    const session = await browser.get(
      `${portal}/api/auth/github/refresh?env=development`,
      { headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );
    expect(session.ok(), await session.text()).toBe(true);
    return (await session.json()).backstageIdentity.token;
  } finally {
    await browser.dispose();
  }
}

export async function guestToken(): Promise<string> {
  const response = await fetch(`${mainPortal}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return (await response.json()).backstageIdentity.token;
}

export interface Answer<T> {
  status: number;
  /** What the caller says it is; `{}` where it is no JSON. */
  body: T;
  /** The sentence of an answer that says no. */
  message: string;
}

/** Asks the portal's API; a text is sent as it is. */
export async function ask<T = object>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  options: { token?: string; body?: object | string; portal?: string } = {},
): Promise<Answer<T>> {
  const { token, body, portal = mainPortal } = options;
  const response = await fetch(`${portal}/api${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: typeof body === 'object' ? JSON.stringify(body) : body,
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const parsed = isJson && text ? JSON.parse(text) : {};
  return {
    status: response.status,
    body: parsed,
    message: parsed.error?.message ?? text,
  };
}

/** A portal that has just started knows its people, what runs where and what ran there before after a few seconds. */
export async function portalKnowsItsServices(): Promise<void> {
  await expect(async () => {
    const token = await tokenOf('minji');
    const path = (name: string) =>
      `/delivery/services/component/default/${name}`;
    const [frontend, backend] = await Promise.all(
      ['heal7-frontend', 'heal7-backend'].map(name =>
        ask<ServiceDelivery>('GET', path(name), { token }),
      ),
    );
    expect(
      frontend.body.environments.filter(({ running }) => running),
    ).toHaveLength(3);
    expect(frontend.body.history).not.toEqual([]);
    // Of what minji owns, dev and staging know where to go back to.
    const [dev, staging] = backend.body.environments;
    for (const { actions } of [dev, staging]) {
      expect(actions).toContainEqual({ action: 'rollback', allowed: true });
    }
  }).toPass({ timeout: 90_000 });
}

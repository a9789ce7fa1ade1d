import { ResponseError } from '@backstage/errors';

/** What has the name already. */
export interface NameTaken {
  by: 'reserved' | 'flagger' | 'catalog' | 'repository' | 'other';
  /** Web address of the repository. */
  url?: string;
}

/** @internal */
export interface NameApis {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

const owners = ['reserved', 'flagger', 'catalog', 'repository'] as const;

/** Asks the scaffolder whether a name is free (undefined); rejects when it cannot say. @internal */
export async function askForName(
  { discoveryApi, fetchApi }: NameApis,
  name: string,
  signal: AbortSignal,
): Promise<NameTaken | undefined> {
  const baseUrl = await discoveryApi.getBaseUrl('scaffolder');
  const response = await fetchApi.fetch(
    `${baseUrl}/v2/autocomplete/heal7/service-name`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      // The end point wants a token of a Git host; the portal asks with its own credentials.
      body: JSON.stringify({ token: 'none', context: { name } }),
      signal,
    },
  );
  if (!response.ok) throw await ResponseError.fromResponse(response);
  const { results }: { results: { id: string; title?: string }[] } =
    await response.json();
  const [first] = results;
  if (!first) return undefined;
  const by = owners.find(owner => owner === first.id) ?? 'other';
  return {
    by,
    ...(by === 'repository' && first.title ? { url: first.title } : {}),
  };
}

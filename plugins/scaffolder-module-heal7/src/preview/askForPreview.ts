import { ResponseError } from '@backstage/errors';

/** A file that a template would write. */
export interface PreviewedFile {
  path: string;
  /** Bytes. */
  size: number;
  /** Absent where the file is not text or very large. */
  text?: string;
}

/** @internal */
export interface PreviewApis {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** The files a template would write with these answers; creates nothing. Rejects with `ResponseError`. @internal */
export async function askForPreview(
  { discoveryApi, fetchApi }: PreviewApis,
  template: { namespace: string; name: string },
  answers: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<PreviewedFile[]> {
  const baseUrl = await discoveryApi.getBaseUrl('template-updates');
  const path = [template.namespace, template.name].map(encodeURIComponent);
  const response = await fetchApi.fetch(
    `${baseUrl}/templates/${path.join('/')}/preview`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ values: answers }),
      signal,
    },
  );
  if (!response.ok) throw await ResponseError.fromResponse(response);
  const { files }: { files: PreviewedFile[] } = await response.json();
  return files;
}

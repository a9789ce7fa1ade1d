/** A scaffolder that answers what the test says; every request is kept. */
export function scaffolder(
  answer: (name: string) => Promise<Response> | Response,
) {
  const requests: { url: string; name: string; signal?: AbortSignal | null }[] =
    [];
  const fetchApi = {
    fetch: jest.fn<Promise<Response>, Parameters<typeof fetch>>(
      async (url, init) => {
        const { context } = JSON.parse(String(init?.body));
        const { name } = context;
        requests.push({ url: String(url), name, signal: init?.signal });
        return answer(name);
      },
    ),
  };
  const discoveryApi = {
    getBaseUrl: async (id: string) => `http://portal/api/${id}`,
  };
  return { requests, fetchApi, discoveryApi };
}

export const results = (...found: { id: string; title?: string }[]) =>
  new Response(JSON.stringify({ results: found }), {
    headers: { 'Content-Type': 'application/json' },
  });

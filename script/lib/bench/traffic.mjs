/** Chromium reports the names of headers as the server wrote them. */
const headerOf = (headers, name) =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];

/** Every request of a page with the bytes that came over the wire, from Chromium itself. */
export async function recordTraffic(page) {
  const session = await page.context().newCDPSession(page);
  const requests = new Map();
  let framesSent = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    const { pathname } = new URL(request.url);
    requests.set(requestId, {
      method: request.method,
      path: pathname,
      type,
      body: 0,
      wire: 0,
    });
  });
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const entry = requests.get(requestId);
    if (!entry) return;
    entry.status ??= response.status;
    entry.encoding = headerOf(response.headers, 'content-encoding') ?? 'none';
  });
  // What the server said; after a 304 the page itself sees the 200 it had before.
  session.on(
    'Network.responseReceivedExtraInfo',
    ({ requestId, statusCode }) => {
      const entry = requests.get(requestId);
      if (entry) entry.status = statusCode;
    },
  );
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const entry = requests.get(requestId);
    if (entry) entry.body += encodedDataLength;
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const entry = requests.get(requestId);
    if (entry) entry.wire = encodedDataLength;
  });
  session.on('Network.webSocketFrameSent', () => {
    framesSent += 1;
  });
  await session.send('Network.enable');
  return {
    requests: () => [...requests.values()],
    framesSent: () => framesSent,
    clear: () => {
      requests.clear();
      framesSent = 0;
    },
  };
}

export const isApi = ({ path }) => path.startsWith('/api/');
/** What the tab itself asks for; the rest of the page belongs to the portal around it. */
export const isOfTab = ({ path }) =>
  /^\/api\/(delivery|quality-gates)\//.test(path);

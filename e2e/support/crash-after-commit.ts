/**
 * Loaded into a backend by `--require`: the process is gone in the worst moment there is, after GitHub has made the
 * commit of a rollback and before the backend knows it.
 */
const { fetch: realFetch } = globalThis;

globalThis.fetch = async (input, init) => {
  const response = await realFetch(input, init);
  const wroteFile =
    init?.method === 'PUT' && /\/contents\//.test(String(input));
  if (wroteFile && response.ok) process.kill(process.pid, 'SIGKILL');
  return response;
};

export {};

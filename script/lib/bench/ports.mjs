import { connect, createServer } from 'node:net';

/** Where the portals of the benchmarks listen: away from script/server and the browser tests. */
export const benchPorts = () => ({
  portal: Number(process.env.PORTAL_PORT ?? 37007),
  sandbox: Number(process.env.SANDBOX_PORT ?? 37100),
});

/** A port nobody listens on, chosen by the system. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Resolves when nobody answers any more, so that a second start finds the port free. */
export async function portIsFree(port, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const taken = await new Promise(resolve => {
      const socket = connect({ port, host: 'localhost' });
      socket.once('connect', () => resolve(socket.destroy() && true));
      socket.once('error', () => resolve(false));
    });
    if (!taken) return;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  throw new Error(`port ${port} is taken by another program`);
}

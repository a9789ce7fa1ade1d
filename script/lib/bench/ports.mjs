import { connect } from 'node:net';

/** Where the portals of the benchmarks listen: away from script/server and the browser tests. */
export const benchPorts = () => ({
  portal: Number(process.env.PORTAL_PORT ?? 37007),
  sandbox: Number(process.env.SANDBOX_PORT ?? 37100),
});

export { freePort } from '../free-port.mjs';

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

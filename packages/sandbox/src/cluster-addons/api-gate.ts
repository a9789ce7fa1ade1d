import { createServer, Server, Socket, connect } from 'node:net';

/** `refuse`: nothing listens; `hang`: connections are taken and never answered. */
export const gateStates = ['open', 'refuse', 'hang'] as const;
export type GateState = (typeof gateStates)[number];

/** The way to a cluster's API, which can be cut: what is behind it goes on running, as in a network failure. */
export interface ApiGate {
  readonly port: number;
  readonly state: GateState;
  setState(state: GateState): Promise<void>;
  close(): Promise<void>;
}

export async function createApiGate(options: {
  port: number;
  targetPort: number;
  host?: string;
}): Promise<ApiGate> {
  const { host = '127.0.0.1' } = options;
  const sockets = new Set<Socket>();
  let state: GateState = 'open';
  const server = createServer(client => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => sockets.delete(client));
    if (state === 'hang') {
      return;
    }
    const upstream = connect(options.targetPort, host);
    upstream.on('error', () => client.destroy());
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
    client.pipe(upstream).pipe(client);
  });
  await listen(server, options.port, host);
  const address = server.address();
  const port =
    typeof address === 'object' && address ? address.port : options.port;
  const cut = () => sockets.forEach(socket => socket.destroy());

  return {
    port,
    get state() {
      return state;
    },
    async setState(next) {
      if (next === state) {
        return;
      }
      state = next;
      if (next === 'refuse') {
        await stop(server, cut);
        return;
      }
      cut();
      if (!server.listening) {
        await listen(server, port, host);
      }
    },
    close: () => stop(server, cut),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function stop(server: Server, cut: () => void): Promise<void> {
  cut();
  return new Promise(resolve => {
    server.close(() => resolve());
  });
}

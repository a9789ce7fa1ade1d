import { createApp } from './app.ts';

let stopping = false;
const server = createApp({ isStopping: () => stopping });
server.listen(Number(process.env.PORT ?? 3000));

// No new connections; running requests get the time they are given, then the process ends.
process.once('SIGTERM', () => {
  stopping = true;
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(
    () => process.exit(1),
    Number(process.env.SHUTDOWN_SECONDS ?? 20) * 1000,
  ).unref();
});

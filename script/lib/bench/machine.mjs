import { availableParallelism, cpus, loadavg, totalmem, type } from 'node:os';

/** What the numbers depend on, without the machine's name. */
export function describeMachine() {
  const [cpu] = cpus();
  const [load] = loadavg();
  return [
    `${availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'})`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `${type()} ${process.arch}`,
    `Node ${process.versions.node}`,
    `load ${load.toFixed(1)} before`,
  ].join(' · ');
}

import { ClusterName } from './scenarios/faults';

/** Who listens where; everything on the loopback device. */
export interface SandboxAddresses {
  control: string;
  github: string;
  clusters: Record<ClusterName, string>;
  prometheus: string;
  slack: string;
  portal: string;
}

export interface SandboxPorts {
  control: number;
  github: number;
  clusters: Record<ClusterName, number>;
  prometheus: number;
  slack: number;
}

/** Six ports in a row, from the base port on. */
export function portsFrom(base: number): SandboxPorts {
  return {
    control: base,
    github: base + 1,
    clusters: { 'heal7-dev': base + 2, 'heal7-prod': base + 3 },
    prometheus: base + 4,
    slack: base + 5,
  };
}

export function addressesOf(
  ports: SandboxPorts,
  portalUrl: string,
): SandboxAddresses {
  const at = (port: number) => `http://localhost:${port}`;
  return {
    control: at(ports.control),
    github: at(ports.github),
    clusters: {
      'heal7-dev': at(ports.clusters['heal7-dev']),
      'heal7-prod': at(ports.clusters['heal7-prod']),
    },
    prometheus: at(ports.prometheus),
    slack: at(ports.slack),
    portal: portalUrl,
  };
}

import { GithubServer } from '../github/github-server';
import { ImageRegistry } from '../images/image-registry';
import { GatesRunner } from './gates-runner';

export interface GatesCommand {
  command: string;
  args: string[];
}

export interface CiOptions {
  github: GithubServer;
  images: ImageRegistry;
  /** How to run `heal7-gates`; by default the CLI of this repository. */
  gatesCommand?: GatesCommand;
  /** Where `heal7-gates push` sends to; without it nothing is pushed, and the log says so. */
  portalUrl?: string;
  /** `HEAL7_GATES_TOKEN` */
  gatesToken?: string;
  /** Access token of the CI for the sandbox GitHub. */
  githubToken?: string;
  /**
   * Jobs with `id-token: write` tell the portal who they are with a token of the sandbox GitHub, as on the real one; otherwise
   * with `gatesToken`. Default: true.
   */
  useIdentityTokens?: boolean;
  /** Divides every waiting time. Default 1. */
  speed?: number;
  /** How long a job takes at speed 1. Default 40 s. */
  jobSeconds?: number;
  /** `owner/name` of the manifests repository. */
  manifestsRepository?: string;
  /** Image repository without the service's name. */
  imagePrefix?: string;
  /** How long a deploy job waits for the service's values file (not divided by speed). Default 60 s. */
  manifestWaitMs?: number;
  now?: () => Date;
  log?: (message: string) => void;
}

export type CiSettings = Required<
  Omit<CiOptions, 'portalUrl' | 'gatesCommand'>
> &
  Pick<CiOptions, 'portalUrl'> & { runGates: GatesRunner };

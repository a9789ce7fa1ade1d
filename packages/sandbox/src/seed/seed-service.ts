import { ImageQuality } from '../images/image-registry';
import { Trailers } from '../github/seeding';
import { timeZones } from './time-zones';

/** A version in the past: a commit, its image and where it was deployed when. */
export interface SeedVersion {
  /** Content of the file `VERSION`. */
  version: string;
  message: string;
  /** Lines of `CHANGES.md`, so that each commit changes something. */
  change: string;
  quality: ImageQuality;
  hoursAgo: number;
  /** Hours between the commit and the deployment; without one there is no image either. */
  deployed?: Partial<Record<'dev' | 'staging' | 'prod', number>>;
  /** Files it adds. */
  files?: Record<string, string>;
  /** What its CI finds, as trailers of the commit; absent = all is well. */
  findings?: Trailers;
}

/** A pull request of Renovate, merged between two versions. */
export interface SeedUpdate {
  dependency: string;
  /** Where its version is written; the services begin with an older one. */
  file: string;
  hoursAgo: number;
}

export interface SeedService {
  name: string;
  description: string;
  owner: string;
  /** GitHub login. */
  author: string;
  kind: 'frontend' | 'backend' | 'compute';
  topics: string[];
  /** Name of an API it calls. */
  consumesApi?: string;
  /** For the manifests, see `templates/parts/manifests/README.md`. */
  manifests: Record<string, string | number | boolean>;
  update: SeedUpdate;
  /** Oldest first. */
  versions: SeedVersion[];
}

const DAY = 24;

/** The services of HEAL7, each with some versions behind it and a dependency update. */
export const seedServices: SeedService[] = [
  {
    name: 'heal7-frontend',
    description: 'The web application of heal7.com.',
    owner: 'team-web',
    author: 'jisoo',
    kind: 'frontend',
    topics: ['heal7', 'frontend'],
    consumesApi: 'heal7-backend-api',
    manifests: {
      containerPort: 3000,
      servicePort: 80,
      publicHost: 'heal7.com',
      publicPath: '/',
      replicas: 3,
      maxReplicas: 20,
      cpuRequest: '100m',
      memoryRequest: '128Mi',
      cpuLimit: '500m',
      memoryLimit: '512Mi',
      database: false,
      redis: false,
    },
    update: { dependency: 'node', file: 'Dockerfile', hoursAgo: 3 * DAY },
    versions: [
      {
        version: '2.7',
        message: 'Start page shows the fortune of the day',
        change: 'Fortune of the day on the start page.',
        quality: 'healthy',
        findings: { 'Sandbox-Coverage': '84.2' },
        hoursAgo: 16 * DAY,
        deployed: { dev: 1, staging: 3, prod: 20 },
      },
      {
        version: '2.8',
        message: 'Dark theme',
        change: 'Dark theme, follows the system.',
        quality: 'healthy',
        findings: { 'Sandbox-Coverage': '86.9' },
        hoursAgo: 6 * DAY,
        deployed: { dev: 1, staging: 2, prod: 22 },
      },
      {
        version: '2.9',
        message: 'Birth time can be left open',
        change: 'The birth time may be unknown.',
        quality: 'healthy',
        hoursAgo: 20,
        deployed: { dev: 1, staging: 4 },
      },
    ],
  },
  {
    name: 'heal7-backend',
    description: 'Accounts, readings and payments behind api.heal7.com.',
    owner: 'team-saju',
    author: 'minji',
    kind: 'backend',
    topics: ['heal7', 'backend'],
    consumesApi: 'saju-calculator-api',
    manifests: {
      containerPort: 8000,
      servicePort: 8080,
      publicPath: '/api',
      replicas: 5,
      maxReplicas: 50,
      database: true,
      redis: true,
    },
    update: {
      dependency: 'ruff',
      file: 'requirements-dev.txt',
      hoursAgo: 2 * DAY,
    },
    versions: [
      {
        version: '1.39',
        message: 'Readings can be shared by link',
        change: 'Readings can be shared by link.',
        quality: 'healthy',
        findings: { 'Sandbox-Coverage': '88.4' },
        hoursAgo: 19 * DAY,
        deployed: { dev: 1, staging: 4, prod: 26 },
      },
      {
        version: '1.40',
        message: 'Cache the daily fortune in Redis',
        change: 'The daily fortune comes from Redis.',
        quality: 'healthy',
        findings: { 'Sandbox-Coverage': '87.6' },
        hoursAgo: 5 * DAY,
        deployed: { dev: 1, staging: 5, prod: 24 },
      },
      {
        version: '1.41',
        message: 'Refuse birth dates in the future',
        change: 'Birth dates in the future are refused with 422.',
        quality: 'healthy',
        hoursAgo: 26,
        deployed: { dev: 1, staging: 3 },
      },
    ],
  },
  {
    name: 'saju-calculator',
    description: 'Calculates the four pillars of a birth time.',
    owner: 'team-saju',
    author: 'minji',
    kind: 'compute',
    topics: ['heal7', 'compute'],
    manifests: {
      containerPort: 8001,
      servicePort: 8080,
      publicPath: '/saju-api',
      replicas: 3,
      autoscaling: false,
      nodePool: 'compute',
      cpuRequest: '500m',
      memoryRequest: '512Mi',
      cpuLimit: '2000m',
      memoryLimit: '2Gi',
      database: false,
      redis: true,
    },
    update: {
      dependency: 'pytest',
      file: 'requirements-dev.txt',
      hoursAgo: 4 * DAY,
    },
    versions: [
      {
        version: '0.11',
        message: 'Lunar leap months',
        change: 'Leap months of the lunar calendar.',
        quality: 'healthy',
        findings: { 'Sandbox-Coverage': '93.1' },
        hoursAgo: 22 * DAY,
        deployed: { dev: 1, staging: 2, prod: 30 },
      },
      {
        version: '0.12',
        message: 'Solar terms to the minute',
        change: 'Solar terms are exact to the minute.',
        quality: 'healthy',
        findings: { 'Sandbox-Coverage': '94.4' },
        hoursAgo: 9 * DAY,
        deployed: { dev: 1, staging: 2, prod: 28 },
      },
      {
        version: '0.13',
        message: 'Hour pillar without float errors',
        change: 'The hour pillar is calculated in whole minutes.',
        quality: 'healthy',
        hoursAgo: 3 * DAY,
        deployed: { dev: 1, staging: 3, prod: 25 },
      },
      {
        version: '0.13',
        message: 'Time zones of Korea before 1961',
        change: 'Births before 1961 are read in the time zone of their day.',
        quality: 'healthy',
        hoursAgo: 30,
        files: { 'app/time_zones.py': timeZones },
        findings: { 'Sandbox-Duplication': '5.4' },
      },
    ],
  },
];

export const ECR = '123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/heal7';

export function imageRepository(service: string): string {
  return `${ECR}/${service}`;
}

/** `1.41.0-a1b2c3d`; CI counts its runs on from here. */
export function seedTag(version: string, commit: string): string {
  return `${version}.0-${commit.slice(0, 7)}`;
}

export { createCi } from './ci';
export type { Ci } from './ci';
export { createHistory } from './history';
export type { CiHistory } from './history';
export type { CiOptions, GatesCommand } from './ci-options';
export { readTrailers } from './trailers';
export type { SandboxTrailers } from './trailers';

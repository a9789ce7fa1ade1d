export { createFlagger } from './flagger';
export type { Flagger, FlaggerOptions } from './flagger';
export type { MetricSample } from './metrics';

export { createRandom } from './random';
export type { Random } from './random';
export { sampleTraffic } from './traffic-model';
export type { Behaviour, PodLoad, TrafficIncrement } from './traffic-model';
export { defaultRequestRates, TrafficGenerator } from './traffic-generator';
export type { TrafficGeneratorOptions } from './traffic-generator';

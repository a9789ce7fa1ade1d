export { evaluateGate } from './evaluateGate';
export type { GateFacts } from './GateFacts';
export { formatThreshold } from './threshold';
export { formatValue } from './formatValue';
export { countsAtOnce, isDecided } from './isDecided';
export { isFinal } from './isFinal';
export { unitOfMeasurement } from './unitOfMeasurement';
export { worstVerdict } from './worstVerdict';

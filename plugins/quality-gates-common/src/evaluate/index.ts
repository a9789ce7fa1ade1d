export { evaluateGate, type GateFacts } from './evaluateGate';
export { formatThreshold } from './threshold';
export { formatValue } from './formatValue';
export { worstVerdict } from './worstVerdict';

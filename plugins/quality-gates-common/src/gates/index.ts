export { changeGate, unknownChecks } from './changeGate';
export type { DefinitionProblem } from './DefinitionReader';
export { heal7Gate } from './heal7Gate';
export { parseGate } from './parseGate';
export { parseGateChanges } from './parseGateChanges';
export { isServiceKind, serviceKinds, type ServiceKind } from './serviceKinds';
export { tightenGate } from './tightenGate';

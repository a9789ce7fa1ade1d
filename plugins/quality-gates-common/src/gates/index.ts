export { heal7Gate } from './heal7Gate';
export { isServiceKind, serviceKinds, type ServiceKind } from './serviceKinds';

export { QualityGatesClient } from './QualityGatesClient';
export { evaluationsChannel } from './evaluationsChannel';
export type {
  EvaluationsPage,
  EvaluationsQuery,
  FleetQuery,
  QualityGatesApi,
  QualityGatesRequestOptions,
  WaiverDecision,
  WaiversQuery,
} from './QualityGatesApi';

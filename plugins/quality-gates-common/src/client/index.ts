export { QualityGatesClient } from './QualityGatesClient';
export { evaluationsChannel } from './evaluationsChannel';
export type {
  EvaluationsPage,
  EvaluationsQuery,
  QualityGatesApi,
  QualityGatesRequestOptions,
} from './QualityGatesApi';

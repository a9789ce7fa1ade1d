export { parseReport } from './parseReport';
export { isUnderstood } from './isUnderstood';
export { groupOfFormat, reportFormats } from './reportFormats';

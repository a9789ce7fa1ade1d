export { applyWaivers } from './applyWaivers';
export { decideWaiver } from './decideWaiver';
export { requestWaiver } from './requestWaiver';
export { waiverStateAt } from './waiverStateAt';

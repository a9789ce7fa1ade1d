import type { Gate } from '../types';
import { heal7Checks } from './heal7Checks';
import type { ServiceKind } from './serviceKinds';

/**
 * The HEAL7 quality gate with the checks that apply to a kind of service. Its thresholds are defaults: the platform team
 * changes them with {@link changeGate}, a team tightens them with {@link tightenGate}.
 *
 * @public
 */
export function heal7Gate(service: ServiceKind): Gate {
  return {
    name: 'heal7',
    title: `HEAL7 quality gate (${service})`,
    service,
    checks: heal7Checks
      .filter(({ kinds }) => !kinds || kinds.includes(service))
      .map(({ kinds: _, ...check }) => check),
  };
}

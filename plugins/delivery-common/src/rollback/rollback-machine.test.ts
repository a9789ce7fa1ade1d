import { rollbackStates, type RollbackState } from '../types';
import {
  activeRollbackStates,
  canApprove,
  canCancel,
  canTransition,
  isTerminal,
  rollbackTransitions,
  transition,
} from './rollback-machine';

describe('rollback machine', () => {
  it('knows exactly the states of the contract', () => {
    expect(Object.keys(rollbackTransitions).sort()).toEqual(
      [...rollbackStates].sort(),
    );
  });

  it.each(rollbackStates.map(state => [state]))(
    'reaches %s from requested, and an end from it',
    state => {
      const reach = (start: RollbackState): Set<RollbackState> => {
        const found = new Set<RollbackState>([start]);
        for (const item of found)
          rollbackTransitions[item].forEach(next => found.add(next));
        return found;
      };
      expect(reach('requested').has(state)).toBe(true);
      expect([...reach(state)].some(isTerminal)).toBe(true);
    },
  );

  it('refuses arrows the machine does not have', () => {
    expect(transition('mitigating', 'converging')).toBe('converging');
    expect(() => transition('succeeded', 'mitigating')).toThrow(/cannot go/);
    expect(canTransition('verifying', 'mitigating')).toBe(false);
    expect(canTransition('converging', 'succeeded')).toBe(false);
  });

  it('lets go of the environment only at an end', () => {
    expect(activeRollbackStates).toEqual([
      'requested',
      'pending-approval',
      'approved',
      'mitigating',
      'converging',
      'verifying',
    ]);
  });

  it('can be cancelled only while nothing was touched', () => {
    expect(rollbackStates.filter(state => canCancel({ state }))).toEqual([
      'requested',
      'pending-approval',
      'approved',
    ]);
  });

  it('is never approved by its requester', () => {
    const pending = {
      state: 'pending-approval',
      requestedBy: 'user:default/ann',
    } as const;
    expect(canApprove(pending, 'user:default/ann')).toBe(false);
    expect(canApprove(pending, 'user:default/bob')).toBe(true);
    expect(
      canApprove({ ...pending, state: 'approved' }, 'user:default/bob'),
    ).toBe(false);
  });
});

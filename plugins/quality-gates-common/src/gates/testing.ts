import type { CheckDefinition, Gate } from '../types';

/** A check that the HEAL7 gate does not have. */
export const flaky: CheckDefinition = {
  id: 'tests.flaky',
  title: 'Flaky tests',
  group: 'tests',
  measurements: ['tests.flaky'],
  threshold: { max: 0 },
  blocking: false,
};

export const find = (gate: Gate, id: string) =>
  gate.checks.find(check => check.id === id);

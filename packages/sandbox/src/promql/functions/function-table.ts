import { FunctionDefinition, FunctionTable } from './function-definition';
import { dateFunctions } from './date-functions';
import { histogramFunctions } from './histogram-quantile';
import { labelFunctions } from './label-functions';
import { mathFunctions } from './math-functions';
import { overTimeFunctions } from './over-time-functions';
import { rateFunctions } from './rate-functions';
import { vectorFunctions } from './vector-functions';

const table: FunctionTable = {
  ...rateFunctions,
  ...overTimeFunctions,
  ...mathFunctions,
  ...dateFunctions,
  ...labelFunctions,
  ...vectorFunctions,
  ...histogramFunctions,
};

export function findFunction(name: string): FunctionDefinition | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

export const comparisonOperators = ['==', '!=', '<', '<=', '>', '>='];
export const setOperators = ['and', 'or', 'unless'];

/** Prometheus 2.42 drops the metric name after arithmetic, though not after `atan2`. */
export function dropsMetricName(operator: string, bool: boolean): boolean {
  return bool || ['+', '-', '*', '/', '%', '^'].includes(operator);
}

export function isComparison(operator: string): boolean {
  return comparisonOperators.includes(operator);
}

export function compare(
  operator: string,
  left: number,
  right: number,
): boolean {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

export function calculate(
  operator: string,
  left: number,
  right: number,
): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return power(left, right);
    default:
      return Math.atan2(left, right);
  }
}

/** IEEE 754 says 1 to any power is 1, and so does Go; JavaScript says NaN for NaN and infinity. */
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

import { formatThreshold, unitOfMeasurement } from '../evaluate';
import type { CheckDefinition, Threshold } from '../types';
import { canBeMet } from './parseThreshold';

/** A lower bound; an exclusive one ("> 90") is stricter than the same number inclusive ("≥ 90"). */
interface LowerBound {
  value: number;
  exclusive: boolean;
}

/** The stricter of both thresholds, bound by bound, and what of the wish would have loosened the check. */
export function tightenThreshold(
  check: CheckDefinition,
  wish: Threshold,
): { threshold: Threshold; problems: string[] } {
  const { threshold } = check;
  const unit = unitOfMeasurement(check.measurements[0]);
  const show = (it: Threshold) => formatThreshold(it, unit) || 'none';
  const refuse = (why: string) => ({
    threshold,
    problems: [`${check.id}: ${why}; ${show(threshold)} stays.`],
  });
  if (threshold.equals !== undefined || wish.equals !== undefined) {
    return threshold.equals === wish.equals
      ? { threshold, problems: [] }
      : refuse(`${show(wish)} is not comparable with ${show(threshold)}`);
  }
  if (isLooser(threshold, wish)) {
    return refuse(`${show(wish)} is looser than ${show(threshold)}`);
  }
  const tightened = strictestOf(threshold, wish);
  return canBeMet(tightened)
    ? { threshold: tightened, problems: [] }
    : refuse(`no value meets ${show(wish)} and ${show(threshold)}`);
}

function isLooser(threshold: Threshold, wish: Threshold): boolean {
  const lower = lowerBound(threshold);
  const wished = lowerBound(wish);
  if (lower && wished && isStricter(lower, wished)) return true;
  return (
    wish.max !== undefined &&
    threshold.max !== undefined &&
    wish.max > threshold.max
  );
}

/** Bounds that the wish does not name stay as they are: leaving one out loosens nothing. */
function strictestOf(threshold: Threshold, wish: Threshold): Threshold {
  const lower = lowerBound(wish) ?? lowerBound(threshold);
  const max = wish.max ?? threshold.max;
  const both: Threshold = {};
  if (max !== undefined) both.max = max;
  if (lower?.exclusive) both.above = lower.value;
  else if (lower) both.min = lower.value;
  return both;
}

function lowerBound({ min, above }: Threshold): LowerBound | undefined {
  if (above !== undefined && (min === undefined || above >= min)) {
    return { value: above, exclusive: true };
  }
  return min === undefined ? undefined : { value: min, exclusive: false };
}

function isStricter(one: LowerBound, other: LowerBound): boolean {
  return one.value === other.value
    ? one.exclusive && !other.exclusive
    : one.value > other.value;
}

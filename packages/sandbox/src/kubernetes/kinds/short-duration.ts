const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** How kubectl writes an age: two units only while the smaller one matters (`duration.HumanDuration` of apimachinery). */
export function shortDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  const whole = (unit: number) => Math.floor(ms / unit);
  const two = (large: number, big: string, small: number, little: string) => {
    const rest = Math.floor((ms % large) / small);
    return rest
      ? `${whole(large)}${big}${rest}${little}`
      : `${whole(large)}${big}`;
  };
  if (ms < 2 * MINUTE) return `${whole(SECOND)}s`;
  if (ms < 10 * MINUTE) return two(MINUTE, 'm', SECOND, 's');
  if (ms < 3 * HOUR) return `${whole(MINUTE)}m`;
  if (ms < 8 * HOUR) return two(HOUR, 'h', MINUTE, 'm');
  if (ms < 2 * DAY) return `${whole(HOUR)}h`;
  if (ms < 8 * DAY) return two(DAY, 'd', HOUR, 'h');
  if (ms < 2 * YEAR) return `${whole(DAY)}d`;
  if (ms < 8 * YEAR) return two(YEAR, 'y', DAY, 'd');
  return `${whole(YEAR)}y`;
}

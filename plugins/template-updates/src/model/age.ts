const seconds = { day: 86_400, hour: 3_600, minute: 60, second: 1 };

/** "4 min. ago", "2일 전". @internal */
export function ageOf(iso: string, now: number, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { style: 'short' });
  const passed = Math.max(0, now - Date.parse(iso)) / 1000;
  if (Number.isNaN(passed)) return iso;
  if (passed >= seconds.day) {
    return words.format(-Math.floor(passed / seconds.day), 'day');
  }
  if (passed >= seconds.hour) {
    return words.format(-Math.floor(passed / seconds.hour), 'hour');
  }
  return passed >= seconds.minute
    ? words.format(-Math.floor(passed / seconds.minute), 'minute')
    : words.format(-Math.floor(passed), 'second');
}

/** The exact time in the reader's zone. @internal */
export function exactTime(iso: string, language: string): string {
  const words = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'long',
  });
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : words.format(at);
}

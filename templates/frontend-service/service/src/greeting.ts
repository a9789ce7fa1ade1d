const greetings = [
  { until: 5, text: '편안한 밤 되세요' },
  { until: 12, text: '좋은 아침입니다' },
  { until: 18, text: '좋은 오후입니다' },
  { until: 24, text: '좋은 저녁입니다' },
];

/** What to say at an hour of the day, 0 to 23. */
export function greetingAt(hour: number): string {
  return greetings.find(({ until }) => hour < until)?.text ?? '안녕하세요';
}

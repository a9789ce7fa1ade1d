const INITIAL_CAPACITY = 64;

/** Samples of one series in growing typed arrays; what retention drops is reclaimed when room is needed. */
export class SampleBuffer {
  private times = new Float64Array(INITIAL_CAPACITY);
  private numbers = new Float64Array(INITIAL_CAPACITY);
  private marks = new Uint8Array(INITIAL_CAPACITY);
  private first = 0;
  private next = 0;

  get length(): number {
    return this.next - this.first;
  }

  get lastTimestamp(): number | undefined {
    return this.length > 0 ? this.times[this.next - 1] : undefined;
  }

  get lastIsStale(): boolean {
    return this.length > 0 && this.marks[this.next - 1] === 1;
  }

  get timestamps(): Float64Array {
    return this.times.subarray(this.first, this.next);
  }

  get values(): Float64Array {
    return this.numbers.subarray(this.first, this.next);
  }

  get stale(): Uint8Array {
    return this.marks.subarray(this.first, this.next);
  }

  push(timestamp: number, value: number, stale: boolean): void {
    if (this.next === this.times.length) this.makeRoom();
    this.times[this.next] = timestamp;
    this.numbers[this.next] = value;
    this.marks[this.next] = stale ? 1 : 0;
    this.next += 1;
  }

  dropBefore(timestamp: number): void {
    while (this.first < this.next && this.times[this.first] < timestamp)
      this.first += 1;
  }

  /** New arrays rather than moving in place: a view handed out earlier keeps showing what it showed. */
  private makeRoom(): void {
    const capacity = Math.max(INITIAL_CAPACITY, Math.ceil(this.length * 1.5));
    const times = new Float64Array(capacity);
    const numbers = new Float64Array(capacity);
    const marks = new Uint8Array(capacity);
    times.set(this.timestamps);
    numbers.set(this.values);
    marks.set(this.stale);
    this.next = this.length;
    this.first = 0;
    this.times = times;
    this.numbers = numbers;
    this.marks = marks;
  }
}

/** Where a command writes; the process's own in production. */
export interface Output {
  line(text: string): void;
  error(text: string): void;
}

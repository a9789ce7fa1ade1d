/** What the sandbox asks its process of `heal7-gates` for. */
export interface GatesRequest {
  id: number;
  args: string[];
  directory: string;
  env: Record<string, string>;
}

/** What it answers when the call has ended. */
export interface GatesAnswer {
  id: number;
  code: number;
  output: string;
}

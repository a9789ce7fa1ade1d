/** An error as GitHub's REST API reports it. */
export class GithubError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: Array<Record<string, string>>,
  ) {
    super(message);
    this.name = 'GithubError';
  }

  static notFound(): GithubError {
    return new GithubError(404, 'Not Found');
  }

  static invalid(
    resource: string,
    field: string,
    code: string,
    message?: string,
  ): GithubError {
    return new GithubError(422, 'Validation Failed', [
      { resource, field, code, ...(message ? { message } : {}) },
    ]);
  }

  toJSON() {
    return {
      message: this.message,
      ...(this.errors ? { errors: this.errors } : {}),
      documentation_url: 'https://docs.github.com/rest',
      status: String(this.status),
    };
  }
}

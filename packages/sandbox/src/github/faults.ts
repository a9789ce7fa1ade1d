export interface Fault {
  /** Upper case, or `*`. */
  method: string;
  /** Matched against the path with query, e.g. `/contents/`. */
  pathPattern: RegExp;
  status: number;
  times: number;
  message?: string;
}

/** Makes requests fail on demand, so that tests and people see how the portal copes. */
export class Faults {
  #faults: Fault[] = [];

  failNext(fault: {
    method?: string;
    pathPattern: string | RegExp;
    status: number;
    times?: number;
    message?: string;
  }): void {
    this.#faults.push({
      method: (fault.method ?? '*').toUpperCase(),
      pathPattern: new RegExp(fault.pathPattern),
      status: fault.status,
      times: fault.times ?? 1,
      ...(fault.message ? { message: fault.message } : {}),
    });
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault to answer this request with; counts it. */
  take(method: string, url: string): Fault | undefined {
    const fault = this.#faults.find(
      each =>
        (each.method === '*' || each.method === method.toUpperCase()) &&
        each.pathPattern.test(url),
    );
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times <= 0)
      this.#faults = this.#faults.filter(each => each !== fault);
    return fault;
  }
}

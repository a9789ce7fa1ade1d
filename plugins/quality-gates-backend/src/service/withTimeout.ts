/** Rejects when an answer takes too long. */
export async function withTimeout<T>(
  answer: Promise<T>,
  milliseconds: number,
  who: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(new Error(`${who} did not answer in ${milliseconds / 1000} s`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

import { mockServices } from '@backstage/backend-test-utils';
import { DebouncedQueue } from './debounced-queue';

describe('DebouncedQueue', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const create = (work: (keys: string[]) => Promise<void>) =>
    new DebouncedQueue<string>({
      delayMs: 100,
      retryMs: 1000,
      work,
      logger: mockServices.logger.mock(),
    });

  it('makes one piece of work of a burst', async () => {
    const work = jest.fn(async () => {});
    const queue = create(work);
    queue.add(['a', 'b']);
    await jest.advanceTimersByTimeAsync(60);
    queue.add(['a', 'c']);
    await jest.advanceTimersByTimeAsync(40);
    expect(work.mock.calls).toEqual([[['a', 'b', 'c']]]);
    await jest.advanceTimersByTimeAsync(5000);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('keeps what comes while it works for the next batch', async () => {
    let finish = () => {};
    const work = jest.fn(
      () => new Promise<void>(resolve => (finish = resolve)),
    );
    const queue = create(work);
    queue.add(['a']);
    await jest.advanceTimersByTimeAsync(100);
    queue.add(['a', 'b']);
    await jest.advanceTimersByTimeAsync(500);
    expect(work).toHaveBeenCalledTimes(1);
    finish();
    await jest.advanceTimersByTimeAsync(100);
    expect(work.mock.calls[1]).toEqual([['a', 'b']]);
    finish();
  });

  it('tries again what failed, after a pause', async () => {
    const work = jest.fn(async () => {});
    work.mockRejectedValueOnce(new Error('database away'));
    const queue = create(work);
    queue.add(['a']);
    await jest.advanceTimersByTimeAsync(150);
    expect(work).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1000);
    expect(work.mock.calls[1]).toEqual([['a']]);
  });

  it('does nothing after it was closed', async () => {
    const work = jest.fn(async () => {});
    const queue = create(work);
    queue.add(['a']);
    await queue.close();
    queue.add(['b']);
    await jest.advanceTimersByTimeAsync(5000);
    expect(work).not.toHaveBeenCalled();
  });
});

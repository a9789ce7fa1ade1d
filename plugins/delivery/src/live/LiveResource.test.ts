import {
  LiveResource,
  liveTimes,
  type LiveAnswer,
  type LiveClock,
  type LivePage,
} from './LiveResource';

const settle = async () => {
  for (let i = 0; i < 8; i++) await Promise.resolve();
};

class TestClock implements LiveClock {
  #now = 0;
  #timers: Array<{ at: number; run: () => void }> = [];
  now = () => this.#now;
  after = (milliseconds: number, run: () => void) => {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer);
    };
  };
  async advance(milliseconds: number) {
    this.#now += milliseconds;
    const due = this.#timers.filter(timer => timer.at <= this.#now);
    this.#timers = this.#timers.filter(timer => timer.at > this.#now);
    due.forEach(timer => timer.run());
    await settle();
  }
}

class TestPage implements LivePage {
  visible = true;
  #listeners = new Set<() => void>();
  isVisible = () => this.visible;
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  show(visible: boolean) {
    this.visible = visible;
    this.#listeners.forEach(listener => listener());
  }
}

function setUp(options: { signals?: boolean } = {}) {
  const clock = new TestClock();
  const page = new TestPage();
  const asked: Array<string | undefined> = [];
  let next: () => Promise<LiveAnswer<string>> = async () => ({
    notModified: false,
    value: 'a',
    etag: '"1"',
  });
  const resource = new LiveResource<string>({
    load: ({ etag }) => {
      asked.push(etag);
      return next();
    },
    page,
    clock,
    signals: options.signals ?? true,
  });
  const draws: string[] = [];
  resource.subscribe(() => draws.push(resource.getState().status));
  return {
    clock,
    page,
    resource,
    asked,
    draws,
    answer: (answer: () => Promise<LiveAnswer<string>>) => {
      next = answer;
    },
  };
}

const notModified = async () => ({ notModified: true as const });

describe('LiveResource', () => {
  it('loads once and sends the ETag afterwards', async () => {
    const { resource, asked } = setUp();
    resource.start();
    await settle();
    expect(resource.getState()).toEqual({ status: 'ready', value: 'a' });
    resource.signalled();
    await settle();
    expect(asked).toEqual([undefined, '"1"']);
  });

  it('draws nothing on 304 but knows that the value was confirmed', async () => {
    const { resource, draws, answer, clock } = setUp();
    resource.start();
    await settle();
    const before = resource.getState();
    answer(notModified);
    await clock.advance(500);
    resource.signalled();
    await settle();
    expect(draws).toHaveLength(1);
    expect(resource.getState()).toBe(before);
    expect(resource.confirmedAt()).toBe(500);
  });

  it('answers a burst of signals with one request at the start and one at the end', async () => {
    const { resource, asked, clock } = setUp();
    resource.start();
    await settle();
    for (let i = 0; i < 20; i++) resource.signalled();
    await settle();
    expect(asked).toHaveLength(2);
    await clock.advance(liveTimes.minimumGap);
    expect(asked).toHaveLength(3);
    await clock.advance(1_000);
    expect(asked).toHaveLength(3);
  });

  it('sends nothing while the page is hidden and asks once when it is shown', async () => {
    const { resource, asked, page, clock } = setUp({ signals: false });
    resource.start();
    await settle();
    page.show(false);
    resource.signalled();
    resource.refresh();
    await clock.advance(10 * 60_000);
    expect(asked).toHaveLength(1);
    page.show(true);
    await settle();
    expect(asked).toHaveLength(2);
  });

  it('does not even load when it starts hidden', async () => {
    const { resource, asked, page } = setUp();
    page.visible = false;
    resource.start();
    await settle();
    expect(asked).toHaveLength(0);
    page.show(true);
    await settle();
    expect(asked).toHaveLength(1);
  });

  it('keeps the last good value when a refetch fails, retries with back-off, and recovers', async () => {
    const { resource, asked, answer, clock } = setUp();
    resource.start();
    await settle();
    answer(async () => {
      throw new Error('gateway down');
    });
    resource.signalled();
    await settle();
    expect(resource.getState()).toMatchObject({
      status: 'ready',
      value: 'a',
      problem: { message: 'gateway down' },
    });
    expect(resource.connection()).toBe('interrupted');
    await clock.advance(2_000);
    expect(asked).toHaveLength(3);
    await clock.advance(2_000);
    expect(asked).toHaveLength(3);
    answer(notModified);
    await clock.advance(2_000);
    expect(asked).toHaveLength(4);
    expect(resource.getState()).toEqual({ status: 'ready', value: 'a' });
    expect(resource.connection()).toBe('live');
  });

  it('does not hammer a source that refuses', async () => {
    const { resource, asked, answer, clock } = setUp();
    answer(async () => {
      throw Object.assign(new Error('no'), { statusCode: 403 });
    });
    resource.start();
    await settle();
    await clock.advance(29_000);
    expect(asked).toHaveLength(1);
    expect(resource.getState().status).toBe('failed');
  });

  it('polls every 30 s without signals and every 60 s with them', async () => {
    const polling = setUp({ signals: false });
    polling.answer(notModified);
    polling.resource.start();
    await settle();
    await polling.clock.advance(30_000);
    expect(polling.asked).toHaveLength(2);
    expect(polling.resource.connection()).toBe('polling');

    const live = setUp();
    live.resource.start();
    await settle();
    await live.clock.advance(30_000);
    expect(live.asked).toHaveLength(1);
    live.answer(notModified);
    await live.clock.advance(30_000);
    expect(live.asked).toHaveLength(2);
    expect(live.resource.connection()).toBe('live');
  });

  it('says "polling" after news that no signal announced, and "live" again with the next signal', async () => {
    const { resource, clock } = setUp();
    resource.start();
    await settle();
    await clock.advance(liveTimes.safetyPoll);
    expect(resource.connection()).toBe('polling');
    resource.signalled();
    await settle();
    expect(resource.connection()).toBe('live');
  });

  it('aborts and stays silent after stop', async () => {
    const { resource, draws, clock, asked } = setUp();
    resource.start();
    resource.stop();
    await settle();
    await clock.advance(120_000);
    expect(draws).toEqual([]);
    expect(asked).toHaveLength(1);
  });
});

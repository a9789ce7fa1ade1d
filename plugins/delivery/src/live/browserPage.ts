import type { LiveClock, LivePage } from './LiveResource';

/** The real page: shown or hidden, and back online. @internal */
export const browserPage: LivePage = {
  isVisible: () => document.visibilityState !== 'hidden',
  subscribe: listener => {
    document.addEventListener('visibilitychange', listener);
    window.addEventListener('online', listener);
    return () => {
      document.removeEventListener('visibilitychange', listener);
      window.removeEventListener('online', listener);
    };
  },
};

/** @internal */
export const browserClock: LiveClock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const id = window.setTimeout(run, milliseconds);
    return () => window.clearTimeout(id);
  },
};

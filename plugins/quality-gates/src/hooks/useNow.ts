import { useEffect, useState } from 'react';

/** The time, read again every 30 seconds while the page is shown. @internal */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const id = window.setInterval(() => {
      if (document.visibilityState !== 'hidden') setNow(Date.now());
    }, 30_000);
    return () => window.clearInterval(id);
  }, []);
  return now;
}

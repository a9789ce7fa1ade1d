import { useCallback, useState } from 'react';

/** How wide an element is, in px; undefined until that is known. @internal */
export function useWidth(): [
  (element: Element | null) => void,
  number | undefined,
] {
  const [width, setWidth] = useState<number>();
  const [observer] = useState(() =>
    typeof ResizeObserver === 'undefined'
      ? undefined
      : new ResizeObserver(([entry]) => setWidth(entry.contentRect.width)),
  );
  const measure = useCallback(
    (element: Element | null) => {
      observer?.disconnect();
      if (!element) return;
      const now = element.getBoundingClientRect().width;
      if (now > 0) setWidth(now);
      observer?.observe(element);
    },
    [observer],
  );
  return [measure, width];
}

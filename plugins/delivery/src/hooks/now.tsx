import {
  createContext,
  useContext,
  useEffect,
  useState,
  type ReactNode,
} from 'react';

const NowContext = createContext<number | undefined>(undefined);

/** The time, read again every `milliseconds` while the page is shown. @internal */
export function useTicking(milliseconds: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const id = window.setInterval(() => {
      if (document.visibilityState !== 'hidden') setNow(Date.now());
    }, milliseconds);
    return () => window.clearInterval(id);
  }, [milliseconds]);
  return now;
}

/** One clock for all ages on the screen, so that only they are drawn again. @internal */
export const NowProvider = (props: { now?: number; children: ReactNode }) => {
  const ticking = useTicking(5_000);
  return (
    <NowContext.Provider value={props.now ?? ticking}>
      {props.children}
    </NowContext.Provider>
  );
};

/** @internal */
export function useNow(): number {
  const now = useContext(NowContext);
  if (now === undefined) throw new Error('useNow outside of NowProvider');
  return now;
}

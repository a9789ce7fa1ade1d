import { useEffect, useState } from 'react';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';

/** @internal */
export interface Viewer {
  userRef?: string;
  /** The person and the teams whose things are theirs. */
  owners: string[];
}

/** Who is looking; undefined until it is known. @internal */
export function useViewer(): Viewer | undefined {
  const identity = useApi(identityApiRef);
  const [viewer, setViewer] = useState<Viewer>();
  useEffect(() => {
    let shown = true;
    const know = (next: Viewer) => {
      if (shown) setViewer(next);
    };
    identity.getBackstageIdentity().then(
      ({ userEntityRef, ownershipEntityRefs }) =>
        know({ userRef: userEntityRef, owners: ownershipEntityRefs }),
      // Nobody in particular, who owns nothing.
      () => know({ owners: [] }),
    );
    return () => {
      shown = false;
    };
  }, [identity]);
  return viewer;
}

import { useEffect, useState } from 'react';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';

/** Who is looking; undefined until it is known. @internal */
export function useUserRef(): string | undefined {
  const identity = useApi(identityApiRef);
  const [userRef, setUserRef] = useState<string>();
  useEffect(() => {
    let current = true;
    identity.getBackstageIdentity().then(
      ({ userEntityRef }) => current && setUserRef(userEntityRef),
      // Nobody in particular: no decision is offered.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [identity]);
  return userRef;
}

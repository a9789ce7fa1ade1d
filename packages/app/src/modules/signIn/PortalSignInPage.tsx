import { SignInPage } from '@backstage/core-components';
import {
  configApiRef,
  githubAuthApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { portalTranslationRef } from '../language/portalTranslation';

/**
 * Sign in with GitHub; as a guest too where the configuration has the guest provider, i.e. not in production.
 */
export function PortalSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const { t } = useTranslationRef(portalTranslationRef);
  const guest = config.getOptionalBoolean('heal7.guestSignIn') ?? false;

  return (
    <SignInPage
      {...props}
      align="center"
      title={t('signIn.title')}
      providers={[
        {
          id: 'github',
          title: 'GitHub',
          message: t('signIn.github'),
          apiRef: githubAuthApiRef,
        },
        ...(guest ? (['guest'] as const) : []),
      ]}
    />
  );
}

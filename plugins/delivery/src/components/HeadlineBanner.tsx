import type { ServiceDelivery } from '@heal7/backstage-plugin-delivery-common';
import { useSentence } from '../hooks/useSentence';
import { useWords } from '../hooks/useWords';
import type { Tone } from '../model/tone';
import { canaryPanelId } from './canary/CanaryPanel';
import common from './common/common.module.css';
import { Note } from './common/Note';
import styles from './tab.module.css';

type Headline = NonNullable<ServiceDelivery['headline']>;

const tones: Record<Headline['severity'], Tone> = {
  info: 'running',
  warning: 'warning',
  error: 'negative',
};

/** The worst thing, in a sentence. @internal */
export const HeadlineBanner = (props: {
  headline: Headline;
  /** Leads to the canary of the environment it is about, when there is one. */
  hasDetails: boolean;
}) => {
  const { t } = useWords();
  const say = useSentence();
  const { headline, hasDetails } = props;
  return (
    <Note tone={tones[headline.severity]} role="status">
      <div className={styles.banner}>
        <span className={styles.bannerText}>{say(headline)}</span>
        {hasDetails && headline.environment ? (
          <a
            className={common.link}
            href={`#${canaryPanelId(headline.environment)}`}
          >
            {t('action.details')}
          </a>
        ) : null}
      </div>
    </Note>
  );
};

import { ButtonIcon } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { useTicking } from '../hooks/now';
import { useWords } from '../hooks/useWords';
import type { LiveConnection, LiveResource } from '../live/LiveResource';
import type { Tone } from '../model/tone';
import common from './common/common.module.css';
import { StateMark } from './common/StateMark';
import styles from './tab.module.css';

const looks = {
  live: { tone: 'positive', text: 'live.live', hint: 'live.liveHint' },
  polling: { tone: 'neutral', text: 'live.polling', hint: 'live.pollingHint' },
  interrupted: {
    tone: 'warning',
    text: 'live.interrupted',
    hint: 'page.errorText',
  },
} as const satisfies Record<
  LiveConnection,
  { tone: Tone; text: string; hint: string }
>;

/** How fresh the page is. Ticks by itself, so that nothing else is drawn again. @internal */
export const LiveIndicator = (props: {
  resource: Pick<
    LiveResource<unknown>,
    'connection' | 'confirmedAt' | 'refresh'
  >;
}) => {
  const { t, age } = useWords();
  const now = useTicking(1_000);
  const { tone, text, hint } = looks[props.resource.connection()];
  const confirmedAt = props.resource.confirmedAt();
  return (
    <div className={styles.top}>
      <span title={t(hint)}>
        <StateMark tone={tone}>{t(text)}</StateMark>
      </span>
      {confirmedAt !== undefined ? (
        <span className={common.secondary}>
          {t('live.confirmed', {
            age: age(new Date(confirmedAt).toISOString(), now),
          })}
        </span>
      ) : null}
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiRefreshLine />}
        aria-label={t('live.refresh')}
        onPress={props.resource.refresh}
      />
    </div>
  );
};

import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiLoader4Line,
  RiQuestionFill,
} from '@remixicon/react';
import { serviceNameTranslationRef } from '../translation/translationRef';
import type { NameTaken } from './askForName';
import styles from './ServiceName.module.css';
import type { NameState } from './useNameCheck';

const looks = {
  checking: { Icon: RiLoader4Line, className: styles.quiet },
  free: { Icon: RiCheckboxCircleFill, className: styles.good },
  unclear: { Icon: RiQuestionFill, className: styles.warning },
  malformed: { Icon: RiCloseCircleFill, className: styles.bad },
  taken: { Icon: RiCloseCircleFill, className: styles.bad },
};

const isWebPage = (url: string) => /^https?:\/\//.test(url);

/** What has the name, as a link where it has a page. */
const Taken = (props: { name: string; taken: NameTaken }) => {
  const { t } = useTranslationRef(serviceNameTranslationRef);
  const entityLink = useEntityRefLink();
  const { name, taken } = props;
  const { by, url } = taken;
  const href = {
    catalog: entityLink(`component:default/${name}`),
    repository: url && isWebPage(url) ? url : undefined,
  };
  const page = by === 'catalog' || by === 'repository' ? href[by] : undefined;
  const shown: string | JSX.Element = page ? (
    <a href={page} target="_blank" rel="noreferrer">
      {name}
    </a>
  ) : (
    <>{name}</>
  );
  return by === 'flagger' ? (
    <>{t('taken.flagger')}</>
  ) : (
    <>{t(`taken.${by}`, { name: shown })}</>
  );
};

/** What is known of a name: icon, words, colour; told politely to who does not see it. @internal */
export const NameStatus = (props: {
  id: string;
  name: string;
  state: NameState;
}) => {
  const { t } = useTranslationRef(serviceNameTranslationRef);
  const { id, name, state } = props;
  const texts = (): ReactNode => {
    switch (state.kind) {
      case 'empty':
        return undefined;
      case 'malformed':
        return t(`problem.${state.problem}`);
      case 'taken':
        return <Taken name={name} taken={state.taken} />;
      case 'free':
        return t('name.free', { name });
      default:
        return t(`name.${state.kind}`);
    }
  };
  const look = state.kind === 'empty' ? undefined : looks[state.kind];
  return (
    <div id={id} className={styles.status} aria-live="polite">
      {look ? (
        <span className={`${styles.mark} ${look.className}`}>
          <look.Icon aria-hidden="true" />
          <span>{texts()}</span>
        </span>
      ) : null}
    </div>
  );
};

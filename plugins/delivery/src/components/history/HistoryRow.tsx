import { Button } from '@backstage/ui';
import { RiArrowGoBackLine } from '@remixicon/react';
import type { Deployment } from '@heal7/backstage-plugin-delivery-common';
import { useWords } from '../../hooks/useWords';
import { personName } from '../../model/person';
import { outcomeKeys, outcomeTones } from '../../model/states';
import { Age } from '../common/Age';
import common from '../common/common.module.css';
import { ExternalLink } from '../common/ExternalLink';
import { StateMark } from '../common/StateMark';
import styles from './history.module.css';

const kindKeys = {
  deployment: 'kind.deployment',
  canary: 'kind.canary',
  rollback: 'kind.rollback',
} as const;

/** One deployment: when, where, from what to what, by whom, and how it ended. @internal */
export const HistoryRow = (props: {
  deployment: Deployment;
  environment: string;
  onShowRollback: (id: string) => void;
}) => {
  const { t } = useWords();
  const { deployment } = props;
  const { from, to, kind, actor, reason, rollbackId } = deployment;
  return (
    <li className={styles.row}>
      <span className={styles.environment}>{props.environment}</span>
      <span className={common.secondary}>
        <Age at={deployment.startedAt} />
      </span>
      <span className={styles.change} title={to.tag}>
        {from
          ? t('history.change', { from: from.label, to: to.label })
          : t('history.first', { to: to.label })}
      </span>
      <span className={styles.what}>
        {kind === 'rollback' ? (
          <span className={`${common.mark} ${common.warning}`}>
            <RiArrowGoBackLine aria-hidden="true" />
            <span>{t(kindKeys[kind])}</span>
          </span>
        ) : (
          <span>{t(kindKeys[kind])}</span>
        )}
        <StateMark tone={outcomeTones[deployment.outcome]}>
          {t(outcomeKeys[deployment.outcome])}
        </StateMark>
        {actor ? (
          <span className={common.secondary}>
            {t('history.by', { actor: personName(actor) })}
          </span>
        ) : null}
        {reason ? <span>{t('history.reason', { reason })}</span> : null}
        {deployment.links.map(link => (
          <ExternalLink key={`${link.kind} ${link.url}`} url={link.url}>
            {link.title}
          </ExternalLink>
        ))}
        {rollbackId ? (
          <Button
            size="small"
            variant="tertiary"
            onPress={() => props.onShowRollback(rollbackId)}
          >
            {t('history.showRollback')}
          </Button>
        ) : null}
      </span>
    </li>
  );
};

import { Button } from '@backstage/ui';
import {
  templateRecordPath,
  type TemplateFleet,
} from '@heal7/backstage-plugin-template-updates-common';
import type { Choose } from '../../hooks/useChoice';
import { useWords } from '../../hooks/useWords';
import { chosen, type Choice } from '../../model/choice';
import { templateGroups } from '../../model/templateGroups';
import styles from '../updates.module.css';
import { TemplateSection } from './TemplateSection';

const noFilter = { owner: 'all', text: '', template: '', state: '' };

/** The services that fit, by template; or why there is none. @internal */
export const Services = (props: {
  fleet: TemplateFleet;
  choice: Choice;
  onChoose: Choose;
  onChanged: () => void;
}) => {
  const { t } = useWords();
  const { fleet, choice } = props;
  const groups = templateGroups(chosen(fleet.items, choice), fleet.templates);
  if (groups.length > 0) {
    return (
      <>
        {groups.map(group => (
          <TemplateSection
            key={group.templateRef}
            group={group}
            onChanged={props.onChanged}
          />
        ))}
      </>
    );
  }
  if (fleet.items.length === 0 && choice.owner === 'all') {
    return (
      <div className={styles.box}>
        <strong>{t('page.emptyTitle')}</strong>
        <div className={styles.quiet}>
          {t('page.emptyText', { file: <code>{templateRecordPath}</code> })}
        </div>
      </div>
    );
  }
  return (
    <div className={`${styles.box} ${styles.stack}`}>
      <strong>
        {t(
          fleet.items.length === 0 && choice.owner === 'mine'
            ? 'page.noneMine'
            : 'page.noneTitle',
        )}
      </strong>
      <div>
        <Button
          size="small"
          variant="secondary"
          onPress={() => props.onChoose(noFilter)}
        >
          {t('page.showAll')}
        </Button>
      </div>
    </div>
  );
};

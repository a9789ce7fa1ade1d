import { Button } from '@backstage/ui';
import type { ChangeChoice } from '../../hooks/useFleetChoice';
import { useWords } from '../../hooks/useWords';
import type { FleetChoice } from '../../model/fleetQuery';
import gates from '../gates.module.css';

/** No service: because there is none, or because none fits; then the way to the others. @internal */
export const FleetEmpty = (props: {
  choice: FleetChoice;
  onChange: ChangeChoice;
}) => {
  const { t } = useWords();
  const { owner, text, failing } = props.choice;
  if (owner === 'all' && !text && !failing) {
    return (
      <div>
        <strong>{t('fleet.emptyTitle')}</strong>
        <p className={`${gates.text} ${gates.secondary}`}>
          {t('fleet.emptyText')}
        </p>
      </div>
    );
  }
  const onlyMine = owner === 'mine' && !text && !failing;
  return (
    <div className={gates.body}>
      <strong>{t(onlyMine ? 'fleet.noneMine' : 'fleet.noneTitle')}</strong>
      <span>
        <Button
          size="small"
          variant="secondary"
          onPress={() =>
            props.onChange({ owner: 'all', text: '', failing: '' })
          }
        >
          {t('fleet.showAll')}
        </Button>
      </span>
    </div>
  );
};

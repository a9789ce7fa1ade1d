import { TextAreaField } from '@backstage/ui';
import { useWords } from '../../hooks/useWords';
import { shortestReason } from '../../model/waiverView';
import { FieldProblem } from './FieldProblem';

/** @internal */
export const isReason = (text: string): boolean =>
  text.trim().length >= shortestReason;

/** Why; complains once somebody tried to go on without. @internal */
export const ReasonField = (props: {
  value: string;
  tried: boolean;
  onChange: (value: string) => void;
}) => {
  const { t } = useWords();
  const isInvalid = props.tried && !isReason(props.value);
  return (
    <div>
      <TextAreaField
        label={t('waiver.reason')}
        description={t('waiver.reasonHint')}
        rows={3}
        isRequired
        maxLength={1000}
        value={props.value}
        isInvalid={isInvalid}
        onChange={props.onChange}
      />
      {isInvalid ? (
        <FieldProblem>
          {t('waiver.reasonShort', { number: String(shortestReason) })}
        </FieldProblem>
      ) : null}
    </div>
  );
};

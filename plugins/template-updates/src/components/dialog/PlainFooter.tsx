import { Button, DialogFooter } from '@backstage/ui';
import { useWords } from '../../hooks/useWords';

/** Nothing to decide. @internal */
export const PlainFooter = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords();
  return (
    <DialogFooter>
      <Button variant="secondary" onPress={onClose}>
        {t('dialog.close')}
      </Button>
    </DialogFooter>
  );
};

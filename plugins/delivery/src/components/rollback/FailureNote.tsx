import { useWords } from '../../hooks/useWords';
import type { RequestFailure } from '../../model/requestFailure';
import { Note } from '../common/Note';

/** Why the request was not accepted, unless a field says it. @internal */
export const FailureNote = ({ failure }: { failure?: RequestFailure }) => {
  const { t } = useWords();
  if (!failure || (failure.kind === 'invalid' && failure.field)) return null;
  switch (failure.kind) {
    case 'conflict':
      return (
        <Note tone="warning" role="alert">
          {t('rollback.situationChanged')}
        </Note>
      );
    case 'not-found':
      return (
        <Note tone="negative" role="alert">
          {t('rollback.notFound')}
        </Note>
      );
    case 'forbidden':
      return (
        <Note tone="negative" role="alert">
          {t('rollback.forbidden', { message: failure.message })}
        </Note>
      );
    default:
      return (
        <Note tone="negative" role="alert">
          {t('rollback.submitFailed', { message: failure.message })}
        </Note>
      );
  }
};

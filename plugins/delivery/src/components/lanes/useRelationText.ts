import { useWords } from '../../hooks/useWords';
import type { Relation } from '../../model/relation';

/** "3 releases behind Staging". @internal */
export function useRelationText(): (relation: Relation) => string {
  const { t } = useWords();
  return relation => {
    const environment = relation.environment.title;
    switch (relation.kind) {
      case 'same':
        return t('lanes.same', { environment });
      case 'differs':
        return t('lanes.differs', { environment });
      case 'behind':
        return t('lanes.behind', { count: relation.count, environment });
      default:
        return t('lanes.ahead', { count: relation.count, environment });
    }
  };
}

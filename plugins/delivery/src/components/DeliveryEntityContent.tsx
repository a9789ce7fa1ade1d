import { Fragment } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { DeliveryTab } from './DeliveryTab';

/** A card of another plugin, shown where its own filter allows. @internal */
export interface AttachedCard {
  id: string;
  element: JSX.Element;
  filter?: (entity: Entity) => boolean;
}

/** The tab with the cards that other plugins attached to it. @internal */
export const DeliveryEntityContent = (props: { cards: AttachedCard[] }) => {
  const { entity } = useEntity();
  return (
    <DeliveryTab
      cards={props.cards
        .filter(card => card.filter?.(entity) ?? true)
        .map(card => (
          <Fragment key={card.id}>{card.element}</Fragment>
        ))}
    />
  );
};

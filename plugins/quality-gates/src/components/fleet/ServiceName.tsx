import type { FleetRow } from '@heal7/backstage-plugin-quality-gates-common';
import { Link } from 'react-router-dom';
import { nameOfRef } from '../../model/waiverView';
import { useTabPath } from '../common/TabLink';
import gates from '../gates.module.css';

/** A service and its owner; leads to the quality tab of the service. @internal */
export const ServiceName = ({ row }: { row: FleetRow }) => {
  const tabPath = useTabPath();
  return (
    <>
      <Link className={gates.link} to={tabPath(row.entityRef)}>
        {nameOfRef(row.entityRef)}
      </Link>
      {row.owner ? (
        <div className={gates.secondary}>{nameOfRef(row.owner)}</div>
      ) : null}
    </>
  );
};

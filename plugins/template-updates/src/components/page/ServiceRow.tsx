import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type { ServiceTemplate } from '@heal7/backstage-plugin-template-updates-common';
import { Link } from 'react-router-dom';
import { shortName } from '../../model/names';
import { CheckedAt } from '../common/CheckedAt';
import { PullRequests } from '../common/PullRequests';
import { ServiceActions } from '../common/ServiceActions';
import { UpdateStateMark } from '../common/UpdateStateMark';
import { VersionText } from '../common/VersionText';
import styles from '../updates.module.css';

/** One service: who owns it, its version, how it stands, what can be done. @internal */
export const ServiceRow = (props: {
  service: ServiceTemplate;
  onChanged: () => void;
}) => {
  const link = useEntityRefLink();
  const { service, onChanged } = props;
  return (
    <li className={styles.row}>
      <div>
        <Link
          className={`${styles.link} ${styles.name}`}
          to={link(service.entityRef)}
        >
          {shortName(service.entityRef)}
        </Link>
        {service.owner ? (
          <div className={styles.quiet}>{shortName(service.owner)}</div>
        ) : null}
      </div>
      <VersionText service={service} />
      <div>
        <UpdateStateMark state={service.state} />
        {service.problem ? <div>{service.problem}</div> : null}
        <PullRequests items={service.pullRequests} />
        <div>
          <CheckedAt at={service.checkedAt} />
        </div>
      </div>
      <ServiceActions service={service} onChanged={onChanged} />
    </li>
  );
};

import type {
  CheckResult,
  CheckTrend,
  Waiver,
} from '@heal7/backstage-plugin-quality-gates-common';
import { CheckDetails } from '../common/CheckDetails';
import { CheckHead } from '../common/CheckHead';
import gates from '../gates.module.css';
import { CheckSources } from './CheckSources';
import { RequestWaiverButton } from './RequestWaiverButton';
import { Sparkline } from './Sparkline';
import styles from './tab.module.css';

/** A waiver helps only where something stands in the way and is not just on its way. */
const canBeWaived = (check: CheckResult) =>
  check.verdict !== 'passed' && !check.waiver && check.reasonCode !== 'pending';

/** One value is no course. */
const hasCourse = ({ points }: CheckTrend) =>
  points.filter(({ value }) => value !== undefined).length > 1;

/** One check with everything there is to know about it. @internal */
export const CheckRow = (props: {
  check: CheckResult;
  commit: string;
  trend?: CheckTrend;
  mayRequest: boolean;
  waiting?: Waiver;
  onRequestWaiver: () => void;
}) => {
  const { check, trend } = props;
  return (
    <li className={`${gates.check} ${styles.checkRow}`}>
      <div className={styles.checkMain}>
        <CheckHead check={check} />
        <CheckDetails check={check} />
        <CheckSources check={check} commit={props.commit} />
        {canBeWaived(check) ? (
          <RequestWaiverButton
            check={check}
            allowed={props.mayRequest}
            waiting={props.waiting}
            onPress={props.onRequestWaiver}
          />
        ) : null}
      </div>
      {trend && hasCourse(trend) ? (
        <Sparkline check={check} trend={trend} />
      ) : null}
    </li>
  );
};

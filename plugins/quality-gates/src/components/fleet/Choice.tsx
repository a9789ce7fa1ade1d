import { useId } from 'react';
import gates from '../gates.module.css';
import styles from './fleet.module.css';

/** One of several, with the list of the reader's own system: it works on every phone and with every keyboard. @internal */
export const Choice = (props: {
  label: string;
  value: string;
  options: ReadonlyArray<{ value: string; text: string }>;
  onChange: (value: string) => void;
}) => {
  const id = useId();
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className={gates.input}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      >
        {props.options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
};

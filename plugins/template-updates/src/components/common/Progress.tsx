import styles from '../updates.module.css';

/** Something that takes seconds, in words and moving. @internal */
export const Progress = ({ text }: { text: string }) => (
  <div className={styles.stack} role="status">
    <span>{text}</span>
    <progress className={styles.progress} aria-hidden="true" />
  </div>
);

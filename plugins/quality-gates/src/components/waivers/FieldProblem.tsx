import type { ReactNode } from 'react';
import gates from '../gates.module.css';

/** What is wrong with a field. @internal */
export const FieldProblem = (props: { id?: string; children: ReactNode }) => (
  <span id={props.id} role="alert" className={gates.negative}>
    {props.children}
  </span>
);

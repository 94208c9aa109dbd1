import './dialog.css';
import { type ReactNode, type Ref, useId } from 'react';

interface DialogProps {
  title: string;
  children: ReactNode;
  ref: Ref<HTMLDialogElement>;
}

/** A question over the page. The browser keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ title, children, ref }: DialogProps) {
  const id = useId();
  return (
    <dialog className="dialog" ref={ref} aria-labelledby={id}>
      <div className="stack">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

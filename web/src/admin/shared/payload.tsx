import './payload.css';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.js';

interface PayloadProps {
  title: string;
  /** Null: it is not kept any more. */
  value: unknown;
  /** In its place then. */
  gone?: ReactNode;
}

/** What an event or a webhook carries, to be read and copied. */
export function Payload({ title, value, gone }: PayloadProps) {
  const json = JSON.stringify(value, null, 2);
  return (
    <div className="stack">
      <div className="row">
        <h2 id="payload">{title}</h2>
        {value !== null && <CopyButton value={json} />}
      </div>
      {value === null ? (
        <p className="soft">{gone}</p>
      ) : (
        <pre className="payload code" tabIndex={0} aria-labelledby="payload" role="region">
          {json}
        </pre>
      )}
    </div>
  );
}

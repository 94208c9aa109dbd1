import './history-list.css';
import type { OrderHistory } from 'kaikei-sdk';
import { formatTime } from '../text/format.js';
import { text } from '../text/text.js';

/** What became of the order, oldest first: when, and why. */
export function HistoryList({ history }: { history: readonly OrderHistory[] }) {
  return (
    <section className="panel stack" aria-labelledby="history">
      <h2 id="history">{text.order.history}</h2>
      <ol className="history">
        {history.map((change, index) => (
          <li key={index} className="history-entry">
            <p className="history-status">{text.order.status[change.status]}</p>
            <p className="small soft">
              <time dateTime={change.at}>{formatTime(change.at)}</time> · {text.order.cause(change.cause)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

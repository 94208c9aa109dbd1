import { formatDate, formatTime } from '../../text/format.js';

interface WhenProps {
  /** ISO 8601. */
  time: string;
  /** Where the hour is of no weight. */
  dayOnly?: boolean;
}

/** A moment in the reader's time zone, on one line. */
export function When({ time, dayOnly = false }: WhenProps) {
  return (
    <time className="nowrap" dateTime={time}>
      {dayOnly ? formatDate(time) : formatTime(time)}
    </time>
  );
}

import type { Dispute } from 'kaikei-sdk';
import { useState } from 'react';
import { adminText } from '../../text/text.js';
import { When } from '../shared/when.js';
import { waitsForAnswer } from './waits-for-answer.js';

const DAY_MS = 86_400_000;
/** A bank's answer takes an afternoon to put together. */
const SOON_DAYS = 3;

/** Until when an answer is taken, and how long that is; the day alone where nothing is to be answered. */
export function DisputeDue({ dispute }: { dispute: Dispute }) {
  const [now] = useState(() => Date.now());
  if (dispute.due_by === null) return adminText.none;
  const date = <When time={dispute.due_by} dayOnly />;
  if (!waitsForAnswer(dispute)) return date;
  const days = Math.floor((new Date(dispute.due_by).getTime() - now) / DAY_MS);
  const words = adminText.disputes;
  return (
    <>
      {date}
      <span className={`small block ${days <= SOON_DAYS ? 'bad' : 'soft'}`}>
        {days < 0 ? words.overdue : words.daysLeft(days)}
      </span>
    </>
  );
}

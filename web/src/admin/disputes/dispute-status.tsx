import type { Dispute } from 'kaikei-sdk';
import { adminText } from '../../text/text.js';
import { Badge } from '../../ui/badge.js';
import { waitsForAnswer } from './waits-for-answer.js';

export function DisputeStatus({ dispute }: { dispute: Dispute }) {
  return (
    <Badge tone={toneOf(dispute)}>{adminText.disputes.statuses[dispute.status] ?? dispute.status}</Badge>
  );
}

function toneOf(dispute: Dispute): 'open' | 'good' | 'bad' | 'quiet' {
  if (waitsForAnswer(dispute) || dispute.status === 'lost') return 'bad';
  if (dispute.status === 'won' || dispute.status === 'prevented') return 'good';
  return dispute.status === 'warning_closed' ? 'quiet' : 'open';
}

import type { EventStatus } from 'kaikei-sdk';
import { adminText } from '../../text/text.js';
import { Badge } from '../../ui/badge.js';

const TONES = {
  pending: 'open',
  processing: 'open',
  processed: 'good',
  ignored: 'quiet',
  dead: 'bad',
} as const satisfies Record<EventStatus, unknown>;

export function EventStatusBadge({ status }: { status: EventStatus }) {
  return <Badge tone={TONES[status]}>{adminText.events.statuses[status]}</Badge>;
}

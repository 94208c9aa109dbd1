import type { DeliveryStatus } from 'kaikei-sdk';
import { adminText } from '../../text/text.js';
import { Badge } from '../../ui/badge.js';

const TONES = {
  pending: 'open',
  sending: 'open',
  delivered: 'good',
  failed: 'bad',
  cancelled: 'quiet',
} as const satisfies Record<DeliveryStatus, unknown>;

export function DeliveryStatusBadge({ status }: { status: DeliveryStatus }) {
  return <Badge tone={TONES[status]}>{adminText.deliveries.statuses[status]}</Badge>;
}

import type { OrderStatus } from 'kaikei-sdk';
import { text } from '../text/text.js';
import { Badge } from '../ui/badge.js';

const TONES = {
  pending: 'open',
  awaiting_payment: 'open',
  processing: 'open',
  authorized: 'open',
  paid: 'good',
  partially_refunded: 'good',
  refunded: 'quiet',
  disputed: 'bad',
  charged_back: 'bad',
  cancelled: 'quiet',
  expired: 'quiet',
} as const satisfies Record<OrderStatus, unknown>;

export function StatusBadge({ status }: { status: OrderStatus }) {
  return <Badge tone={TONES[status]}>{text.order.status[status]}</Badge>;
}

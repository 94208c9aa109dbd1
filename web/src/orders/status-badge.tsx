import './status-badge.css';
import type { OrderStatus } from '../api/types.js';
import { text } from '../text/text.js';

const TONES: Record<OrderStatus, 'open' | 'good' | 'bad' | 'quiet'> = {
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
};

export function StatusBadge({ status }: { status: OrderStatus }) {
  return <span className={`badge badge-${TONES[status]}`}>{text.order.status[status]}</span>;
}

import type { AdminOrderDetail } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { formatMoney } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { reloadAdmin } from '../shared/query.js';
import { CaptureDialog } from './capture-dialog.js';
import { heldMinor } from './held-minor.js';
import { OrderTitle } from './order-title.js';
import { RefundDialog } from './refund-dialog.js';

const CANCELLABLE: ReadonlySet<string> = new Set(['pending', 'awaiting_payment', 'authorized']);

/** What can be done with the order's money as it stands. */
export function OrderActions({ order }: { order: AdminOrderDetail }) {
  const held = heldMinor(order);
  const canCancel = CANCELLABLE.has(order.status);
  const canRefund = order.amount_refundable > 0;
  return (
    <section className="panel stack" aria-labelledby="actions">
      <h2 id="actions">{adminText.order.actions}</h2>
      <CaptureDialog order={order} heldMinor={held} />
      <RefundDialog order={order} />
      {canCancel && <CancelOrder order={order} heldMinor={held} />}
      {held === 0 && !canCancel && !canRefund && <p className="soft">{adminText.order.noActions}</p>}
    </section>
  );
}

function CancelOrder({ order, heldMinor: held }: { order: AdminOrderDetail; heldMinor: number }) {
  const words = adminText.cancelOrder;
  return (
    <ConfirmDialog
      look="danger"
      title={<OrderTitle words={words.title} number={order.number} />}
      yes={words.yes}
      doing={words.doing}
      no={words.no}
      trigger={(open) => (
        <Button look="quiet" wide onPress={open}>
          {words.open}
        </Button>
      )}
      onConfirm={async () => {
        try {
          await kaikei.post('/api/admin/orders/{id}/cancel', { path: { id: order.id } });
          toast(words.done(order.number));
        } finally {
          await reloadAdmin();
        }
      }}
    >
      <p className="soft">
        {held > 0 ? words.heldNote(formatMoney(held, order.currency), order.customer.name) : words.note}
      </p>
    </ConfirmDialog>
  );
}

import './deed.css';
import type { AdminOrderDetail, Refund } from 'kaikei-sdk';
import { useState } from 'react';
import { kaikei } from '../../api/kaikei.js';
import { useSubmission } from '../../hooks/use-submission.js';
import { parseAmount } from '../../money/parse-amount.js';
import { textOf } from '../../session/form-text.js';
import { formatMoney } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { AreaField } from '../../ui/field.js';
import { Select } from '../../ui/select.js';
import { FormEnd } from '../shared/form-end.js';
import { AmountField, amountProblem } from './amount-field.js';
import { MoneyQuestion } from './money-question.js';
import { OrderTitle } from './order-title.js';
import { type MoneyDeed, useMoneyDeed } from './use-money-deed.js';

/** Stripe keeps up to 500 characters of an own reason. */
const MAX_REASON_LENGTH = 500;

interface Wanted {
  amount: number;
  reason: string;
  /** What could be given back when it was asked for. */
  room: number;
}

/**
 * Gives money back: how much and why, then the question, then what became of it. It stays open for that also where there is
 * nothing left to refund by then. Opened again after an answer that was lost, it stands at that same refund.
 */
export function RefundDialog({ order }: { order: AdminOrderDetail }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const deed = useMoneyDeed(async ({ amount, reason }: Wanted, idempotencyKey) => {
    const refund = await kaikei.post('/api/admin/orders/{id}/refunds', {
      path: { id: order.id },
      body: { amount, reason },
      idempotencyKey,
    });
    toast(outcomeOf(refund, order.customer.name));
    close();
  });
  const open = () => {
    deed.renew();
    setOpen(true);
  };
  return (
    <>
      {(order.amount_refundable > 0 || deed.isUnknown) && (
        <Button wide onPress={open}>
          {adminText.refund.open}
        </Button>
      )}
      <Dialog
        title={<OrderTitle words={adminText.refund.title} number={order.number} />}
        isOpen={isOpen}
        onClose={close}
      >
        <Steps order={order} deed={deed} onClose={close} />
      </Dialog>
    </>
  );
}

interface StepsProps {
  order: AdminOrderDetail;
  deed: MoneyDeed<Wanted>;
  onClose: () => void;
}

function Steps({ order, deed, onClose }: StepsProps) {
  // As it was when the dialog opened: what is refunded meanwhile is not left for this refund to say.
  const [room] = useState(order.amount_refundable);
  const [before, setBefore] = useState<Wanted | null>(null);
  const { wanted } = deed;
  const words = adminText.refund;
  const money = (amount: number) => formatMoney(amount, order.currency);

  if (!wanted) {
    const next = (chosen: Wanted) => {
      setBefore(chosen);
      deed.want(chosen);
    };
    return (
      <RefundForm currency={order.currency} room={room} before={before} onNext={next} onClose={onClose} />
    );
  }
  return (
    <MoneyQuestion
      deed={deed}
      question={words.question(money(wanted.amount), order.customer.name)}
      consequence={words.consequence(order.number, money(wanted.room - wanted.amount))}
      words={words}
      yes={words.yes(money(wanted.amount))}
      look="danger"
      onClose={onClose}
    />
  );
}

interface RefundFormProps {
  currency: string;
  room: number;
  /** What was chosen before somebody came back from the question. */
  before: Wanted | null;
  onNext: (wanted: Wanted) => void;
  onClose: () => void;
}

function RefundForm({ currency, room, before, onNext, onClose }: RefundFormProps) {
  const words = adminText.refund;
  const isOwn = before !== null && !Object.hasOwn(words.reasons, before.reason);
  const [reason, setReason] = useState<keyof typeof words.reasons>(
    isOwn ? 'own' : ((before?.reason as keyof typeof words.reasons | undefined) ?? 'requested_by_customer'),
  );
  const { form, fields } = useSubmission({
    check: (data) => {
      const amount = amountProblem(textOf(data, 'amount'), currency, room, words);
      const ownReason = reason === 'own' && textOf(data, 'reason').trim() === '' ? words.errors.reason : null;
      return { ...(amount && { amount }), ...(ownReason && { reason: ownReason }) };
    },
    submit: (data) => {
      const amount = parseAmount(textOf(data, 'amount'), currency) ?? 0;
      onNext({ amount, reason: reason === 'own' ? textOf(data, 'reason').trim() : reason, room });
      return Promise.resolve();
    },
  });
  return (
    <form className="deed-form" {...form}>
      <AmountField
        words={words}
        currency={currency}
        roomMinor={room}
        amountMinor={before?.amount ?? room}
        error={fields.amount}
      />
      <Select label={words.reason} options={words.reasons} value={reason} onChange={setReason} />
      {reason === 'own' && (
        <AreaField
          name="reason"
          label={words.ownReason}
          hint={words.ownReasonHint}
          defaultValue={isOwn ? before.reason : ''}
          maxLength={MAX_REASON_LENGTH}
          rows={3}
          error={fields.reason}
        />
      )}
      <FormEnd submit={words.check} onCancel={onClose} />
    </form>
  );
}

/** What Stripe has said, and no more than that. */
function outcomeOf({ status, amount, currency }: Refund, customer: string): string {
  const words = adminText.refund.outcome;
  const money = formatMoney(amount, currency);
  if (status === 'succeeded') return words.succeeded(money, customer);
  if (status === 'requested') return words.requested(money);
  return status === 'pending' || status === 'requires_action' ? words.pending(money) : words.failed(money);
}

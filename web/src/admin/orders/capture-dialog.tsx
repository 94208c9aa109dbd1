import './deed.css';
import type { AdminOrderDetail } from 'kaikei-sdk';
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
import { FormEnd } from '../shared/form-end.js';
import { AmountField, amountProblem } from './amount-field.js';
import { MoneyQuestion } from './money-question.js';
import { OrderTitle } from './order-title.js';
import { type MoneyDeed, useMoneyDeed } from './use-money-deed.js';

interface CaptureDialogProps {
  order: AdminOrderDetail;
  heldMinor: number;
}

interface Wanted {
  amount: number;
  /** What was held when it was asked for. */
  held: number;
}

/**
 * Charges what is held, all or part of it: how much, then the question, then what became of it. It stays open for that also
 * where nothing is held any more by then. Opened again after an answer that was lost, it stands at that same capture.
 */
export function CaptureDialog({ order, heldMinor }: CaptureDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const deed = useMoneyDeed(async ({ amount }: Wanted, idempotencyKey) => {
    const payment = await kaikei.post('/api/admin/orders/{id}/capture', {
      path: { id: order.id },
      body: { amount },
      idempotencyKey,
    });
    const { outcome } = adminText.capture;
    const money = (minor: number) => formatMoney(minor, order.currency);
    toast(
      payment.status === 'succeeded'
        ? outcome.succeeded(money(payment.amount_captured), order.customer.name)
        : outcome.other(money(amount)),
    );
    close();
  });
  const open = () => {
    deed.renew();
    setOpen(true);
  };
  return (
    <>
      {(heldMinor > 0 || deed.isUnknown) && (
        <Button wide onPress={open}>
          {adminText.capture.open}
        </Button>
      )}
      <Dialog
        title={<OrderTitle words={adminText.capture.title} number={order.number} />}
        isOpen={isOpen}
        onClose={close}
      >
        <Steps order={order} heldMinor={heldMinor} deed={deed} onClose={close} />
      </Dialog>
    </>
  );
}

interface StepsProps extends CaptureDialogProps {
  deed: MoneyDeed<Wanted>;
  onClose: () => void;
}

function Steps({ order, heldMinor, deed, onClose }: StepsProps) {
  const [held] = useState(heldMinor);
  const [before, setBefore] = useState(held);
  const { wanted } = deed;
  const words = adminText.capture;
  const money = (minor: number) => formatMoney(minor, order.currency);

  if (!wanted) {
    const next = (amount: number) => {
      setBefore(amount);
      deed.want({ amount, held });
    };
    return (
      <CaptureForm currency={order.currency} held={held} before={before} onNext={next} onClose={onClose} />
    );
  }
  const rest = wanted.held - wanted.amount;
  return (
    <MoneyQuestion
      deed={deed}
      question={words.question(money(wanted.amount), order.customer.name)}
      consequence={
        rest > 0 ? words.consequenceRest(order.number, money(rest)) : words.consequence(order.number)
      }
      words={words}
      yes={words.yes(money(wanted.amount))}
      look="primary"
      onClose={onClose}
    />
  );
}

interface CaptureFormProps {
  currency: string;
  held: number;
  before: number;
  onNext: (amountMinor: number) => void;
  onClose: () => void;
}

function CaptureForm({ currency, held, before, onNext, onClose }: CaptureFormProps) {
  const words = adminText.capture;
  const { form, fields } = useSubmission({
    check: (data) => {
      const amount = amountProblem(textOf(data, 'amount'), currency, held, words);
      return amount === null ? {} : { amount };
    },
    submit: (data) => {
      onNext(parseAmount(textOf(data, 'amount'), currency) ?? 0);
      return Promise.resolve();
    },
  });
  return (
    <form className="deed-form" {...form}>
      <AmountField
        words={words}
        currency={currency}
        roomMinor={held}
        amountMinor={before}
        error={fields.amount}
      />
      <FormEnd submit={words.check} onCancel={onClose} />
    </form>
  );
}

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

interface CaptureDialogProps {
  order: AdminOrderDetail;
  heldMinor: number;
}

/**
 * Charges what is held, all or part of it: how much, then the question, then what became of it. It stays open for that also
 * where nothing is held any more by then.
 */
export function CaptureDialog({ order, heldMinor }: CaptureDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      {heldMinor > 0 && (
        <Button wide onPress={() => setOpen(true)}>
          {adminText.capture.open}
        </Button>
      )}
      <Dialog
        title={<OrderTitle words={adminText.capture.title} number={order.number} />}
        isOpen={isOpen}
        onClose={close}
      >
        <Steps order={order} heldMinor={heldMinor} onClose={close} />
      </Dialog>
    </>
  );
}

/** Gone with the dialog: the next capture begins anew. */
function Steps({ order, heldMinor, onClose }: CaptureDialogProps & { onClose: () => void }) {
  const [held] = useState(heldMinor);
  const [amount, setAmount] = useState(held);
  const [isAsking, setAsking] = useState(false);
  const words = adminText.capture;
  const money = (minor: number) => formatMoney(minor, order.currency);

  if (!isAsking) {
    const next = (chosen: number) => {
      setAmount(chosen);
      setAsking(true);
    };
    return (
      <CaptureForm currency={order.currency} held={held} before={amount} onNext={next} onClose={onClose} />
    );
  }
  const rest = held - amount;
  return (
    <MoneyQuestion
      question={words.question(money(amount), order.customer.name)}
      consequence={
        rest > 0 ? words.consequenceRest(order.number, money(rest)) : words.consequence(order.number)
      }
      words={words}
      yes={words.yes(money(amount))}
      look="primary"
      onSend={async (idempotencyKey) => {
        const payment = await kaikei.post('/api/admin/orders/{id}/capture', {
          path: { id: order.id },
          body: { amount },
          idempotencyKey,
        });
        const { outcome } = words;
        const isDone = payment.status === 'succeeded';
        toast(
          isDone
            ? outcome.succeeded(money(payment.amount_captured), order.customer.name)
            : outcome.other(money(amount)),
        );
      }}
      onBack={() => setAsking(false)}
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

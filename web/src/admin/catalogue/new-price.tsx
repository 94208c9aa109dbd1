import type { CreatePriceRequest } from 'kaikei-sdk';
import { useState } from 'react';
import { kaikei } from '../../api/kaikei.js';
import { type DeedKey, useDeedKeys } from '../../hooks/use-deed-key.js';
import { useSubmission } from '../../hooks/use-submission.js';
import { parseAmount, typedAmount } from '../../money/parse-amount.js';
import { textOf } from '../../session/form-text.js';
import { currencyName } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Failure } from '../../ui/failure.js';
import { Field } from '../../ui/field.js';
import { Select } from '../../ui/select.js';
import { FormEnd } from '../shared/form-end.js';
import { reloadAdmin } from '../shared/query.js';
import { describePrice } from './describe-price.js';

/** Those that a shop in Japan meets first; the API takes every one of Stripe's. */
const CURRENCIES = [
  'jpy',
  'usd',
  'eur',
  'gbp',
  'krw',
  'twd',
  'cny',
  'hkd',
  'sgd',
  'aud',
  'cad',
  'isk',
  'kwd',
] as const;
type Currency = (typeof CURRENCIES)[number];
/** What an amount looks like where the field says how to type one. */
const EXAMPLE_MINOR = 1_200;
/** Of a price in yen: the consumption tax, which is within it. What others hold or come to besides, nobody here knows. */
const TAX_OF_YEN = { rate: '10', behavior: 'inclusive' } as const;
const TAX_OF_OTHERS = { rate: '0', behavior: 'exclusive' } as const;

function usualTax(currency: Currency) {
  return currency === 'jpy' ? TAX_OF_YEN : TAX_OF_OTHERS;
}

/** Adds a price to a product. */
export function NewPrice({ productId }: { productId: string }) {
  const [isOpen, setOpen] = useState(false);
  const deedOf = useDeedKeys();
  const words = adminText.price;
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {words.add}
      </Button>
      <Dialog title={words.add} isOpen={isOpen} onClose={() => setOpen(false)}>
        <PriceForm productId={productId} deedOf={deedOf} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

interface PriceFormProps {
  productId: string;
  deedOf: (content: unknown) => DeedKey;
  onClose: () => void;
}

/** Gone with the dialog: the next price begins anew. */
function PriceForm({ productId, deedOf, onClose }: PriceFormProps) {
  const words = adminText.price;
  const { choices, fields: chosen } = useChoices();
  const { form, fields, busy, error } = useSubmission({
    check: (data) => {
      const isAmount = parseAmount(textOf(data, 'unit_amount'), choices.currency) !== null;
      const isRate = rateOf(textOf(data, 'tax_rate')) !== null;
      const example = typedAmount(EXAMPLE_MINOR, choices.currency);
      return {
        ...(!isAmount && { unit_amount: words.errors.amount(example) }),
        ...(!isRate && { tax_rate: words.errors.rate }),
      };
    },
    submit: async (data) => {
      const { interval, ...facts } = choices;
      const body: CreatePriceRequest = {
        ...facts,
        product_id: productId,
        unit_amount: parseAmount(textOf(data, 'unit_amount'), choices.currency) ?? 0,
        tax_rate: rateOf(textOf(data, 'tax_rate')) ?? 0,
        ...(facts.type === 'recurring' && { interval }),
      };
      try {
        const price = await deedOf(body).send((idempotencyKey) =>
          kaikei.post('/api/admin/prices', { body, idempotencyKey }),
        );
        toast(words.created(describePrice(price)));
        onClose();
      } finally {
        // Also where it failed: it may stand there all the same.
        void reloadAdmin();
      }
    },
  });
  return (
    <form className="stack" {...form}>
      {chosen.currency}
      <Field
        name="unit_amount"
        label={words.amountIn(choices.currency.toUpperCase())}
        inputMode="decimal"
        autoComplete="off"
        error={fields.unit_amount}
      />
      <div className="filters">
        <Field
          key={usualTax(choices.currency).rate}
          name="tax_rate"
          label={words.taxRate}
          defaultValue={usualTax(choices.currency).rate}
          inputMode="decimal"
          autoComplete="off"
          error={fields.tax_rate}
        />
        {chosen.taxBehavior}
      </div>
      <div className="filters">
        {chosen.type}
        {choices.type === 'recurring' && chosen.interval}
        {chosen.capture}
      </div>
      {error && <Failure error={error} />}
      <FormEnd submit={words.create} busy={busy} onCancel={onClose} />
    </form>
  );
}

/** What is chosen from a few, with the controls for it. */
function useChoices() {
  const words = adminText.price;
  const [currency, setCurrency] = useState<Currency>('jpy');
  const [taxBehavior, setTaxBehavior] = useState<keyof typeof words.taxBehaviors>(
    usualTax(currency).behavior,
  );
  const [type, setType] = useState<keyof typeof words.types>('one_time');
  const [interval, setInterval] = useState<keyof typeof words.intervals>('month');
  const [capture, setCapture] = useState<keyof typeof words.captures>('automatic');
  const chooseCurrency = (code: Currency) => {
    setCurrency(code);
    // With the rate or not at all: one that somebody has chosen stays what it is of the amount.
    if (usualTax(code) !== usualTax(currency)) setTaxBehavior(usualTax(code).behavior);
  };
  const currencies = Object.fromEntries(
    CURRENCIES.map((code) => [code, `${code.toUpperCase()} · ${currencyName(code)}`]),
  ) as Record<Currency, string>;
  return {
    choices: { currency, type, interval, tax_behavior: taxBehavior, capture_method: capture },
    fields: {
      currency: (
        <Select label={words.currency} options={currencies} value={currency} onChange={chooseCurrency} />
      ),
      taxBehavior: (
        <Select
          label={words.taxBehavior}
          options={words.taxBehaviors}
          value={taxBehavior}
          onChange={setTaxBehavior}
        />
      ),
      type: <Select label={words.type} options={words.types} value={type} onChange={setType} />,
      interval: (
        <Select label={words.interval} options={words.intervals} value={interval} onChange={setInterval} />
      ),
      capture: (
        <Select label={words.capture} options={words.captures} value={capture} onChange={setCapture} />
      ),
    },
  };
}

/** Per cent from 0 to 100 with up to four decimals, as the API takes it; null for anything else. */
function rateOf(typed: string): number | null {
  const plain = typed.normalize('NFKC').trim();
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(plain)) return null;
  const rate = Number(plain);
  return rate <= 100 ? rate : null;
}

import { createHash } from 'node:crypto';
import type { Seller } from '../../application/orders/seller.js';
import type { ReceiptView } from '../../application/orders/show-receipt.js';
import { lineAmountMinor, type OrderLine } from '../../domain/orders/order-line.js';
import type { OrderTotals } from '../../domain/orders/order-tax.js';
import { capturedTotals, keptTotals, refundedTotals } from '../../domain/orders/part-totals.js';
import { Currency } from '../../domain/shared/currency.js';
import { Html, html } from '../http/html.js';
import { toPercent } from '../http/percentage.js';
import { RECEIPT_STYLE } from './receipt-style.js';
import { RECEIPT_TEXT, type ReceiptLanguage } from './receipt-text.js';

const PRINT = `document.querySelector('button').addEventListener('click', () => print())`;
/** Not inside the template: a formatter's space would change their hashes. */
const STYLE = new Html(`<style>${RECEIPT_STYLE}</style>`);
const SCRIPT = new Html(`<script>${PRINT}</script>`);
/** Japan's reduced rate, which a qualified invoice must mark line by line. */
const REDUCED_RATE_PPM = 80_000;

/** Nothing but the page's own style and its print button may run. */
export const RECEIPT_POLICY = [
  "default-src 'none'",
  `style-src '${sourceHash(RECEIPT_STYLE)}'`,
  `script-src '${sourceHash(PRINT)}'`,
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');

/**
 * A receipt as a page to print. What it must say: date, seller and registration number, what was bought, totals and tax
 * per rate, buyer (Japan's Consumption Tax Act, article 57-4, for qualified invoices). Totals and tax are of what was charged,
 * which may be a part of what was ordered (docs/decisions/0017).
 */
export function receiptPage(receipt: ReceiptView, seller: Seller, language: ReceiptLanguage): string {
  const { order, paidAt, buyerName } = receipt;
  const words = RECEIPT_TEXT[language];
  const money = moneyIn(order.currency, language);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: seller.timeZone }).format(
    paidAt,
  );
  const hasReduced = order.lines.some(isReduced) && order.currency === 'jpy';
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${words.title} ${order.number}</title>
        ${STYLE}
      </head>
      <body>
        <main>
          <header>
            <h1>${words.title}</h1>
            <button type="button">${words.print}</button>
          </header>
          <dl class="facts">
            ${fact(words.orderNumber, order.number)} ${fact(words.date, date)}
            ${fact(words.billedTo, words.buyer(buyerName))}
            ${seller.name === null ? '' : fact(words.issuedBy, seller.name)}
            ${seller.registrationNumber === null ? '' : fact(words.registrationNumber, seller.registrationNumber)}
          </dl>
          <table>
            <thead>
              <tr>
                <th scope="col">${words.item}</th>
                <th scope="col">${words.quantity}</th>
                <th scope="col">${words.unitPrice}</th>
                <th scope="col">${words.amount}</th>
              </tr>
            </thead>
            <tbody>
              ${order.lines.map((line) => row(line, money, language, hasReduced))}
            </tbody>
          </table>
          ${hasReduced ? html`<p class="note">${words.reduced}</p>` : ''}
          <dl class="sums">${sums(receipt, money, language)}</dl>
        </main>
        ${SCRIPT}
      </body>
    </html>`;
  return page.text;
}

type Format = (amountMinor: number) => string;

function sums({ order }: ReceiptView, money: Format, language: ReceiptLanguage): Html[] {
  const words = RECEIPT_TEXT[language];
  const isPart = order.capturedMinor !== order.totalMinor;
  const charged = capturedTotals(order);
  const facts = [
    ...(isPart ? [fact(words.ordered, money(order.totalMinor))] : []),
    fact(words.subtotal, money(charged.subtotalMinor)),
    ...charged.taxes.map(({ ratePpm, taxableMinor, amountMinor }) =>
      fact(words.tax(String(toPercent(ratePpm)), money(taxableMinor)), money(amountMinor)),
    ),
    fact(isPart ? words.captured : words.total, money(charged.totalMinor), 'total'),
  ];
  if (order.refundedMinor === 0) return facts;
  const kept = keptTotals(order);
  return [
    ...facts,
    fact(words.refunded, money(-order.refundedMinor)),
    ...taxesWithin(refundedTotals(order), words, (amountMinor) => money(-amountMinor)),
    fact(words.kept, money(kept.totalMinor), 'total'),
    ...taxesWithin(kept, words, money),
  ];
}

function taxesWithin(
  { taxes }: OrderTotals,
  words: (typeof RECEIPT_TEXT)[ReceiptLanguage],
  money: Format,
): Html[] {
  return taxes.map(({ ratePpm, amountMinor }) =>
    fact(words.taxWithin(String(toPercent(ratePpm))), money(amountMinor), 'within'),
  );
}

function row(line: OrderLine, money: Format, language: ReceiptLanguage, marksReduced: boolean): Html {
  const words = RECEIPT_TEXT[language];
  const rate = String(toPercent(line.taxRatePpm));
  const tax = line.taxBehavior === 'inclusive' ? words.taxIncluded(rate) : words.taxAdded(rate);
  const mark = marksReduced && isReduced(line) ? ' ※' : '';
  return html`<tr>
    <td>${line.productName}${mark} <small>${tax}</small></td>
    <td>${line.quantity}</td>
    <td>${money(line.unitAmountMinor)}</td>
    <td>${money(lineAmountMinor(line))}</td>
  </tr>`;
}

function fact(name: string, value: string, style = ''): Html {
  return html`<div class="${style}">
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function isReduced({ taxRatePpm }: OrderLine): boolean {
  return taxRatePpm === REDUCED_RATE_PPM;
}

/** At most 12 digits at Stripe, so that dividing loses nothing that is shown. */
function moneyIn(currency: string, language: ReceiptLanguage): Format {
  const { exponent } = Currency.of(currency);
  const style = { style: 'currency', currency: currency.toUpperCase() } as const;
  const customary = new Intl.NumberFormat(language, style);
  const exact = new Intl.NumberFormat(language, { ...style, minimumFractionDigits: exponent });
  return (amountMinor) => {
    const amount = amountMinor / 10 ** exponent;
    return (Number.isInteger(amount) ? customary : exact).format(amount);
  };
}

function sourceHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

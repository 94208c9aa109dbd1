import { styledRoot } from './1-style.js';
import { answerChallenge, callApi } from './2-api.js';

/** The bank's challenge as a dialog. Resolves to `pass` or `fail`; closing it counts as failing. */
export function askInDialog(intent, words) {
  const host = document.createElement('div');
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const root = styledRoot(host, { theme: dark ? 'night' : 'stripe' });
  const question =
    intent.amount === undefined
      ? words.question
      : words.questionOf(formatAmount(intent.amount, intent.currency));
  root.innerHTML = `<dialog aria-labelledby="title">
    <h2 id="title">3-D Secure</h2>
    <p class="note">${words.note}</p>
    <p>${question}</p>
    <div class="actions">
      <button type="button" class="primary" data-outcome="pass">${words.pass}</button>
      <button type="button" data-outcome="fail">${words.fail}</button>
    </div></dialog>`;
  const focused = focusedField();
  document.body.append(host);
  const dialog = root.querySelector('dialog');
  return new Promise((resolve) => {
    const finish = (outcome) => {
      host.remove();
      focused?.focus();
      resolve(outcome);
    };
    dialog.addEventListener('cancel', () => finish('fail'));
    for (const button of root.querySelectorAll('[data-outcome]'))
      button.addEventListener('click', () => finish(button.dataset.outcome));
    dialog.showModal();
  });
}

/** What the customer was in, which may be a field inside an element's shadow. */
function focusedField() {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}

const ZERO_DECIMAL = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ');
const THREE_DECIMAL = ['bhd', 'jod', 'kwd', 'omr', 'tnd'];

/** Stripe's decimals, which are not always those of the language's own table. */
function formatAmount(amount, currency) {
  const digits = ZERO_DECIMAL.includes(currency) ? 0 : THREE_DECIMAL.includes(currency) ? 3 : 2;
  const format = {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  };
  return new Intl.NumberFormat(undefined, format).format(amount / 10 ** digits);
}

/** Goes through what an intent asks for, if it asks. Resolves to the intent as it is afterwards. */
export async function settleAction({ key, words }, target, intent) {
  const action = intent.status === 'requires_action' ? intent.next_action?.type : undefined;
  if (action === 'use_stripe_sdk' || action === 'redirect_to_url')
    await answerChallenge(target.id, target.clientSecret, await askInDialog(intent, words.bank));
  if (action === 'konbini_display_details')
    window.open(intent.next_action.konbini_display_details.hosted_voucher_url, '_blank', 'noopener');
  if (action === undefined) return intent;
  return callApi(key, 'GET', target.path, { client_secret: target.clientSecret });
}

/** The error that Stripe.js resolves with when an attempt has failed. */
export function failureOf(intent) {
  const error = intent.last_payment_error ?? intent.last_setup_error;
  if (intent.status !== 'requires_payment_method' || !error) return null;
  return { ...error, [intent.object]: intent };
}

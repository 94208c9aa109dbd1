import { wordsFor } from './0-words.js';
import { callApi, intentOf } from './2-api.js';
import { failureOf, settleAction } from './5-challenge.js';
import { Elements } from './6-elements.js';

/** What `Stripe(pk)` answers: the parts of Stripe.js that front ends use. Methods resolve; they do not reject on declines. */
class StripeInstance {
  #key;
  #page;

  constructor(key, locale) {
    this.#key = key;
    this.#page = { key, words: wordsFor(locale) };
  }

  elements({ locale, ...options } = {}) {
    return new Elements({ ...options, words: locale ? wordsFor(locale) : this.#page.words });
  }

  /** `{ elements, clientSecret?, confirmParams?, redirect? }`; redirects to `return_url` unless told `if_required`. */
  confirmPayment(options) {
    return this.#confirmWithElements(options);
  }

  confirmSetup(options) {
    return this.#confirmWithElements(options);
  }

  confirmCardPayment(clientSecret, data = {}, options = {}) {
    return this.#confirmCard(clientSecret, data, options);
  }

  confirmCardSetup(clientSecret, data = {}, options = {}) {
    return this.#confirmCard(clientSecret, data, options);
  }

  retrievePaymentIntent(clientSecret) {
    return this.#retrieve(clientSecret);
  }

  retrieveSetupIntent(clientSecret) {
    return this.#retrieve(clientSecret);
  }

  async handleNextAction({ clientSecret }) {
    const target = intentOf(clientSecret);
    return resolved(target.result, async () => {
      const intent = await callApi(this.#key, 'GET', target.path, { client_secret: clientSecret });
      return settleAction(this.#page, target, intent);
    });
  }

  handleCardAction(clientSecret) {
    return this.handleNextAction({ clientSecret });
  }

  /** `{ elements, params? }` or `{ type: 'card', card: element, billing_details? }`. */
  createPaymentMethod({ elements, params = {}, card, billing_details }) {
    const source = elements ?? card;
    const error = (card ?? elements?.getElement('payment') ?? elements?.getElement('card'))?.validate();
    if (error) return Promise.resolve({ error });
    return resolved('paymentMethod', () =>
      callApi(this.#key, 'POST', 'payment_methods', {
        type: 'card',
        card: source.card(),
        billing_details,
        ...params,
      }),
    );
  }

  /** Pages that check for Stripe.js look for this; what it made is superseded by payment methods. */
  createToken() {
    const message = 'The sandbox makes no tokens: use createPaymentMethod or confirm with an element.';
    return Promise.resolve({ error: { type: 'invalid_request_error', message } });
  }

  async #confirmWithElements({ elements, clientSecret, confirmParams = {}, redirect = 'always' }) {
    const secret = clientSecret ?? elements?.options.clientSecret;
    if (redirect === 'always' && !confirmParams.return_url)
      throw new Error("The `confirmParams.return_url` is required unless `redirect` is 'if_required'.");
    const params = { ...confirmParams };
    if (elements) {
      const { error } = await elements.submit();
      if (error) return { error };
      const data = confirmParams.payment_method_data ?? {};
      params.payment_method_data = { ...data, type: 'card', card: elements.card() };
    }
    const result = await this.#confirm(secret, { ...params, use_stripe_sdk: true }, true);
    if (result.error || redirect !== 'always') return result;
    const intent = result.paymentIntent ?? result.setupIntent;
    window.location.assign(returnAddress(confirmParams.return_url, intent));
    return new Promise(() => {}); // the page is being left
  }

  #confirm(clientSecret, params, handleActions) {
    const target = intentOf(clientSecret);
    return resolved(target.result, async () => {
      const accepted =
        target.result === 'setupIntent' ? without(params, ['receipt_email', 'shipping']) : params;
      const body = { ...accepted, client_secret: clientSecret };
      const intent = await callApi(this.#key, 'POST', `${target.path}/confirm`, body);
      return handleActions ? settleAction(this.#page, target, intent) : intent;
    });
  }

  #retrieve(clientSecret) {
    const target = intentOf(clientSecret);
    return resolved(target.result, () =>
      callApi(this.#key, 'GET', target.path, { client_secret: clientSecret }),
    );
  }

  /** `payment_method` is an id, or `{ card: element or { token }, billing_details? }`. */
  async #confirmCard(clientSecret, { payment_method: method, ...rest }, { handleActions = true }) {
    if (method === undefined || typeof method === 'string')
      return this.#confirm(clientSecret, { ...rest, payment_method: method }, handleActions);
    const { card, billing_details } = method;
    const isElement = typeof card?.card === 'function';
    const error = isElement ? card.validate() : null;
    if (error) return { error };
    const payment_method_data = { type: 'card', card: isElement ? card.card() : card, billing_details };
    return this.#confirm(clientSecret, { ...rest, payment_method_data }, handleActions);
  }
}

/** Turns an API call into Stripe.js's `{ paymentIntent }` or `{ error }`. */
async function resolved(name, call) {
  try {
    const object = await call();
    const error = failureOf(object);
    return error ? { error } : { [name]: object };
  } catch (error) {
    if (error instanceof Error) throw error;
    return { error };
  }
}

function without(object, keys) {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** The page's return address with what Stripe appends to it. */
function returnAddress(address, intent) {
  const url = new URL(address);
  url.searchParams.set(intent.object, intent.id);
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret);
  url.searchParams.set(
    'redirect_status',
    intent.status === 'requires_payment_method' ? 'failed' : 'succeeded',
  );
  return url.href;
}

window.Stripe = function Stripe(key, { locale } = {}) {
  if (!/^pk_test_/.test(String(key))) throw new Error('The sandbox takes publishable test keys: pk_test_...');
  return new StripeInstance(key, locale);
};
window.Stripe.version = 'sandbox';

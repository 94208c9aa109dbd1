import { applyAppearance } from './1-style.js';
import { CardForm } from './4-card-form.js';

/** One mounted element. Payment Element and Card Element are the same card form here. */
class Element {
  #listeners = new Map();
  #form = null;
  #host = null;

  constructor(type, elements) {
    this.type = type;
    this.elements = elements;
  }

  mount(target) {
    const place = typeof target === 'string' ? document.querySelector(target) : target;
    if (!place)
      throw new Error(
        `The selector you specified (${target}) applies to no DOM elements that are currently on the page.`,
      );
    this.#host = document.createElement('div');
    place.replaceChildren(this.#host);
    this.#form = new CardForm(this.#host, this.elements.options, {
      change: () => this.#emit('change', this.#state()),
      focus: () => this.#emit('focus', { elementType: this.type }),
      blur: () => this.#emit('blur', { elementType: this.type }),
    });
    queueMicrotask(() => this.#emit('ready', { elementType: this.type }));
    return this;
  }

  unmount() {
    this.#host?.remove();
    this.#form = null;
    return this;
  }

  destroy() {
    this.unmount();
    this.#listeners.clear();
    this.elements.forget(this);
    return this;
  }

  on(event, handler) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), handler]);
    return this;
  }

  once(event, handler) {
    const once = (payload) => {
      this.off(event, once);
      handler(payload);
    };
    return this.on(event, once);
  }

  off(event, handler) {
    const kept = handler ? (this.#listeners.get(event) ?? []).filter((each) => each !== handler) : [];
    this.#listeners.set(event, kept);
    return this;
  }

  update(options = {}) {
    this.#form?.setDisabled(options.disabled === true || options.readOnly === true);
    return this;
  }

  focus() {
    this.#form?.focus();
  }

  blur() {
    this.#host?.shadowRoot?.activeElement?.blur();
  }

  clear() {
    this.#form?.clear();
  }

  collapse() {
    return this;
  }

  /** What is wrong with the form, or null. */
  validate() {
    if (this.#form) return this.#form.validate();
    return {
      type: 'validation_error',
      code: 'element_not_mounted',
      message: 'The payment form is not on the page.',
    };
  }

  card() {
    return this.#form.card();
  }

  restyle(appearance) {
    if (this.#host) applyAppearance(this.#host, appearance);
  }

  #state() {
    const { complete, empty } = this.#form;
    return {
      elementType: this.type,
      complete,
      empty,
      collapsed: false,
      value: { type: 'card' },
      error: undefined,
    };
  }

  #emit(event, payload) {
    for (const handler of this.#listeners.get(event) ?? []) handler(payload);
  }
}

/** What `stripe.elements()` answers: a group of elements for one intent. */
export class Elements {
  #elements = [];

  constructor(options = {}) {
    this.options = options;
  }

  create(type) {
    if (!['payment', 'card'].includes(type))
      throw new Error(`The sandbox has the elements payment and card, but no ${type}.`);
    const element = new Element(type, this);
    this.#elements.push(element);
    return element;
  }

  getElement(type) {
    return this.#elements.find((element) => element.type === (type?.__elementType ?? type)) ?? null;
  }

  update(options) {
    this.options = { ...this.options, ...options };
    if (options.appearance) for (const element of this.#elements) element.restyle(options.appearance);
  }

  fetchUpdates() {
    return Promise.resolve({});
  }

  /** Validates the form. Needed before `confirmPayment`, as at Stripe. */
  submit() {
    const error = this.#current().validate();
    return Promise.resolve(error ? { error } : { selectedPaymentMethod: 'card' });
  }

  card() {
    return this.#current().card();
  }

  forget(element) {
    this.#elements = this.#elements.filter((each) => each !== element);
  }

  #current() {
    const element = this.#elements[0];
    if (!element) throw new Error('Create and mount an element before you submit.');
    return element;
  }
}

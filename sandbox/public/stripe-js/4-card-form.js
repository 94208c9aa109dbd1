import { styledRoot } from './1-style.js';
import { CHECKS, brandOf, digitsOf, groupExpiry, groupNumber } from './3-card-rules.js';

let formCount = 0;

const SAMPLES = { pays: '4242424242424242', isDeclined: '4000000000000002', asks: '4000002760003184' };

const FIELDS = [
  { name: 'number', autocomplete: 'cc-number', placeholder: '1234 1234 1234 1234', wide: true },
  { name: 'expiry', autocomplete: 'cc-exp' },
  { name: 'cvc', autocomplete: 'cc-csc' },
];

/** The card form in a shadow root. `onChange` hears after every keystroke. */
export class CardForm {
  constructor(host, { appearance, words }, listeners) {
    this.host = host;
    this.words = words;
    this.listeners = listeners;
    this.root = host.shadowRoot ?? styledRoot(host, appearance);
    const id = `ks-${(formCount += 1)}`;
    this.root.innerHTML = `
      <p class="note">${words.note}</p>
      <div class="grid">${FIELDS.map((field) => fieldHtml(field, words, id)).join('')}</div>
      <details><summary>${words.fillIn}</summary><div class="samples">${Object.entries(SAMPLES)
        .map(
          ([name, number]) => `<button type="button" data-number="${number}">${words.samples[name]}</button>`,
        )
        .join('')}</div></details>`;
    this.inputs = Object.fromEntries(
      FIELDS.map(({ name }) => [name, this.root.querySelector(`[name="${name}"]`)]),
    );
    this.#listen();
  }

  get complete() {
    return FIELDS.every(({ name }) => this.#check(name) === null);
  }

  get empty() {
    return FIELDS.every(({ name }) => this.inputs[name].value === '');
  }

  /** Shows what is wrong, puts the focus on the first mistake, and answers it; null if the form is complete. */
  validate() {
    let first = null;
    for (const { name } of FIELDS) {
      const problem = this.#check(name);
      this.#show(name, problem);
      if (problem && !first) {
        first = { type: 'validation_error', ...problem };
        this.inputs[name].focus();
      }
    }
    return first;
  }

  card() {
    const expiry = digitsOf(this.inputs.expiry.value);
    return {
      number: digitsOf(this.inputs.number.value),
      exp_month: Number(expiry.slice(0, 2)),
      exp_year: 2000 + Number(expiry.slice(2, 4)),
      cvc: digitsOf(this.inputs.cvc.value),
    };
  }

  focus() {
    this.inputs.number.focus();
  }

  clear() {
    for (const { name } of FIELDS) {
      this.inputs[name].value = '';
      this.#show(name, null);
    }
    this.listeners.change();
  }

  setDisabled(disabled) {
    for (const input of Object.values(this.inputs)) input.disabled = disabled;
  }

  #check(name) {
    const code = CHECKS[name](this.inputs[name].value, this.inputs.number.value);
    return code && { code, message: this.words.problems[code] };
  }

  #show(name, problem) {
    const input = this.inputs[name];
    this.root.querySelector(`#${input.id}-error`).textContent = problem ? problem.message : '';
    if (problem) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  }

  #listen() {
    const { number, expiry, cvc } = this.inputs;
    number.addEventListener('input', () => reformat(number, groupNumber));
    number.addEventListener('input', () => {
      this.root.querySelector('.brand').textContent = brandOf(digitsOf(number.value)).name;
    });
    expiry.addEventListener('input', (event) => {
      if (event.inputType !== 'deleteContentBackward') reformat(expiry, groupExpiry);
    });
    cvc.addEventListener('input', () => reformat(cvc, (digits) => digits.slice(0, 4)));
    for (const [name, input] of Object.entries(this.inputs)) {
      input.addEventListener('input', () => {
        if (input.getAttribute('aria-invalid') === 'true') this.#show(name, this.#check(name));
        this.listeners.change();
      });
      input.addEventListener('blur', () => {
        if (input.value !== '') this.#show(name, this.#check(name));
        this.listeners.blur();
      });
      input.addEventListener('focus', () => this.listeners.focus());
      // A shadow root hides the inputs from the page's form; Enter should still send it.
      input.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') this.host.closest('form')?.requestSubmit();
      });
    }
    for (const button of this.root.querySelectorAll('[data-number]'))
      button.addEventListener('click', () => this.#fill(button.dataset.number));
  }

  #fill(card) {
    this.inputs.number.value = card;
    this.inputs.expiry.value = `12${String(new Date().getFullYear() + 3).slice(-2)}`;
    this.inputs.cvc.value = '123';
    for (const input of Object.values(this.inputs))
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}

function fieldHtml({ name, autocomplete, placeholder, wide }, words, prefix) {
  const id = `${prefix}-${name}`;
  return `<div class="${wide ? 'wide number' : ''}"><label for="${id}">${words.card[name]}</label>
    <input id="${id}" name="${name}" inputmode="numeric" autocomplete="${autocomplete}" placeholder="${placeholder ?? words.placeholder[name]}"
      aria-describedby="${id}-error" aria-required="true" spellcheck="false">${wide ? '<span class="brand" aria-hidden="true"></span>' : ''}
    <p class="error" id="${id}-error" aria-live="polite"></p></div>`;
}

/** Groups the digits and keeps the cursor after the same digit. */
function reformat(input, group) {
  const before = digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
  const atEnd = input.selectionStart === input.value.length;
  input.value = group(digitsOf(input.value));
  if (atEnd || input.getRootNode().activeElement !== input) return;
  let position = 0;
  for (let seen = 0; position < input.value.length && seen < before; position += 1)
    if (/\d/.test(input.value[position])) seen += 1;
  input.setSelectionRange(position, position);
}

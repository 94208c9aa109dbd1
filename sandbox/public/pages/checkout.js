const form = document.querySelector('#checkout');
const button = form.querySelector('button[type="submit"]');
const message = form.querySelector('.error');
const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;

const stripe = window.Stripe('pk_test_sandbox');
// In the language of the rest of this page.
const elements = stripe.elements({ locale: 'en', appearance: { theme: dark ? 'night' : 'stripe' } });
elements.create('payment').mount('#payment');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (button.disabled) return; // Enter in a field of the card form comes through even then
  message.textContent = '';
  if (!form.email.checkValidity()) {
    message.textContent = 'Please enter an email address.';
    form.email.focus();
    return;
  }
  button.disabled = true;
  try {
    await pay();
  } catch (error) {
    message.textContent = 'The sandbox did not answer. Is it running? Nothing is paid twice: try again.';
    throw error;
  } finally {
    button.disabled = false;
  }
});

async function pay() {
  const facts = { email: form.email.value, ...(form.name.value ? { name: form.name.value } : {}) };
  const { error, paymentMethod } = await stripe.createPaymentMethod({
    elements,
    params: { billing_details: facts },
  });
  if (error) return complain(error);
  let answer = await send({ ...facts, payment_method: paymentMethod.id });
  if (answer.status === 'requires_action') {
    await stripe.handleNextAction({ clientSecret: answer.client_secret });
    answer = await send({ ...facts, resume: true });
  }
  if (answer.status !== 'complete') return complain(answer.error);
  if (answer.redirect) window.location.assign(answer.redirect);
  else form.replaceChildren(Object.assign(document.createElement('h2'), { textContent: 'Done. Thank you.' }));
}

async function send(body) {
  const response = await fetch(`/_sandbox/checkout/${form.dataset.id}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** Mistakes in the card's fields are shown beside them already. */
function complain(error) {
  message.textContent = error.type === 'validation_error' ? 'Please check the card details.' : error.message;
}

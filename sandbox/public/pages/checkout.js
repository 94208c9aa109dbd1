const form = document.querySelector('#checkout');
const button = form.querySelector('button[type="submit"]');
const message = form.querySelector('.error');
const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;

const WORDS = {
  en: {
    email: 'Please enter an email address.',
    noAnswer: 'The sandbox did not answer. Is it running? Nothing is paid twice: try again.',
    done: 'Done. Thank you.',
    checkCard: 'Please check the card details.',
    failures: {},
  },
  ja: {
    email: 'メールアドレスを入力してください。',
    noAnswer:
      'サンドボックスから応答がありません。二重に支払われることはありませんので、もう一度お試しください。',
    done: '完了しました。ありがとうございます。',
    checkCard: 'カード情報をご確認ください。',
    // By Stripe's code; what is not listed is said as the API says it.
    failures: {
      card_declined: 'カードが拒否されました。',
      generic_decline: 'カードが拒否されました。',
      insufficient_funds: 'カードの残高が不足しています。',
      lost_card: 'カードが拒否されました。',
      stolen_card: 'カードが拒否されました。',
      expired_card: 'カードの有効期限が切れています。',
      incorrect_cvc: 'セキュリティコードが正しくありません。',
      processing_error: 'カードの処理中にエラーが発生しました。もう一度お試しください。',
      payment_intent_authentication_failure: 'ご本人の確認ができませんでした。別のカードでお試しください。',
      setup_intent_authentication_failure: 'ご本人の確認ができませんでした。別のカードでお試しください。',
    },
  },
};
// The server has chosen the page's language.
const locale = document.documentElement.lang;
const words = WORDS[locale];

const stripe = window.Stripe('pk_test_sandbox', { locale });
const elements = stripe.elements({ appearance: { theme: dark ? 'night' : 'stripe' } });
elements.create('payment').mount('#payment');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (button.disabled) return; // Enter in a field of the card form comes through even then
  message.textContent = '';
  if (!form.email.checkValidity()) {
    message.textContent = words.email;
    form.email.focus();
    return;
  }
  button.disabled = true;
  try {
    await pay();
  } catch (error) {
    message.textContent = words.noAnswer;
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
  else form.replaceChildren(Object.assign(document.createElement('h2'), { textContent: words.done }));
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
  message.textContent =
    error.type === 'validation_error'
      ? words.checkCard
      : (words.failures[error.decline_code ?? error.code] ?? error.message);
}

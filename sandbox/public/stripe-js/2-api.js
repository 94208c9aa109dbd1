/** Where this script came from is where the API is. */
const ORIGIN = new URL(document.currentScript.src).origin;

/** `{ a: { b: 1 } }` as `a[b]=1`: Stripe's form encoding. */
function encodeForm(params) {
  const form = new URLSearchParams();
  const add = (key, value) => {
    if (value === undefined || value === null) return;
    if (typeof value === 'object')
      for (const [inner, each] of Object.entries(value)) add(key === '' ? inner : `${key}[${inner}]`, each);
    else form.append(key, String(value));
  };
  add('', params);
  return form;
}

/** Calls the API with the publishable key. Resolves to the object; rejects with Stripe's error object. */
export async function callApi(key, method, path, params = {}) {
  const form = encodeForm(params);
  const url = `${ORIGIN}/v1/${path}${method === 'GET' && form.size > 0 ? `?${form}` : ''}`;
  let response;
  try {
    response = await fetch(url, {
      method,
      headers: { Authorization: `Bearer ${key}` },
      ...(method === 'POST' ? { body: form } : {}),
    });
  } catch {
    throw { type: 'api_connection_error', message: 'The sandbox cannot be reached. Is it running?' };
  }
  const body = await response.json();
  if (!response.ok) throw body.error;
  return body;
}

/** Tells the bank's side of the sandbox how the customer did in the challenge. */
export async function answerChallenge(id, clientSecret, outcome) {
  const response = await fetch(`${ORIGIN}/_sandbox/challenges/${id}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ client_secret: clientSecret, outcome }),
  });
  const body = await response.json();
  if (!response.ok) throw body.error;
  return body;
}

/** `pi_123_secret_456` belongs to `pi_123`. */
export function intentOf(clientSecret) {
  const id = String(clientSecret).split('_secret_')[0];
  if (!/^(pi|seti)_\w+$/.test(id))
    throw new Error('Invalid client secret: it should look like ${id}_secret_${secret}.');
  return id.startsWith('pi_')
    ? { id, clientSecret, path: `payment_intents/${id}`, result: 'paymentIntent' }
    : { id, clientSecret, path: `setup_intents/${id}`, result: 'setupIntent' };
}

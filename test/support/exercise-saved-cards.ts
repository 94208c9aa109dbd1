import type { DocumentedApi } from './documented-api.js';
import { SandboxClient } from './sandbox-client.js';
import type { Stack } from './stack.js';

/** A customer saves a card, makes it the default one and removes it, each answer held against the document. */
export async function exerciseSavedCards(api: DocumentedApi, stack: Stack, token: string): Promise<void> {
  const { body: setup } = await api.call('POST /api/payment-methods/setup-intent', { token });
  const { stripe } = new SandboxClient(stack.sandboxUrl);
  await stripe.setupIntents.confirm(String(setup.setup_intent_id), { payment_method: 'pm_card_visa' });
  const [card] = (await api.call('GET /api/payment-methods', { token })).body.data as [{ id: string }];
  await api.call('POST /api/payment-methods/{id}/default', { token, params: card });
  await api.call('DELETE /api/payment-methods/{id}', { token, params: card });
}

import type { PayingShop } from './paying-shop.js';

export interface PageAnswer {
  readonly status?: string;
  readonly redirect?: string | null;
  readonly client_secret?: string;
  readonly error?: { readonly message: string };
}

/** What Stripe's page sends when the payer presses its button. */
export async function tryOnPage(
  { sandbox }: Pick<PayingShop, 'sandbox'>,
  sessionId: string,
  paymentMethod: string,
): Promise<PageAnswer> {
  const answer = await fetch(`${sandbox.url}/_sandbox/checkout/${sessionId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'hanako@example.com', name: 'Hanako', payment_method: paymentMethod }),
  });
  return (await answer.json()) as PageAnswer;
}

/** Pays on the page. @returns where Stripe sends the payer. @throws Error unless it went through */
export async function payOnPage(
  shop: Pick<PayingShop, 'sandbox'>,
  sessionId: string,
  paymentMethod = 'pm_card_visa',
): Promise<string> {
  const answer = await tryOnPage(shop, sessionId, paymentMethod);
  if (answer.status !== 'complete' || !answer.redirect)
    throw new Error(`The page answered ${JSON.stringify(answer)}`);
  return answer.redirect;
}

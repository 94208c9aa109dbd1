const PARAMETER = 'checkout';
const VALUE = 'success';

/** Where Stripe's page sends those who have paid on it. */
export function checkoutReturnPath(orderPath: string): string {
  return `${orderPath}?${PARAMETER}=${VALUE}`;
}

/** Takes the mark of such a return out of an address. @returns whether it was there */
export function takeCheckoutReturn(parameters: URLSearchParams): boolean {
  const isReturn = parameters.get(PARAMETER) === VALUE;
  if (isReturn) parameters.delete(PARAMETER);
  return isReturn;
}

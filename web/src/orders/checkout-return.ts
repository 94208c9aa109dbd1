const PARAMETER = 'checkout';
const PAID = 'success';
const CANCELLED = 'cancelled';

/** Where Stripe's page sends those who have paid on it. */
export function checkoutReturnPath(orderPath: string): string {
  return `${orderPath}?${PARAMETER}=${PAID}`;
}

/** Where Stripe's page sends those who have turned back on it. */
export function checkoutCancelPath(orderPath: string): string {
  return `${orderPath}/pay?${PARAMETER}=${CANCELLED}`;
}

export function isCheckoutCancel(parameters: URLSearchParams): boolean {
  return parameters.get(PARAMETER) === CANCELLED;
}

/** Takes the mark of such a return out of an address. @returns whether it was there */
export function takeCheckoutReturn(parameters: URLSearchParams): boolean {
  const isReturn = parameters.get(PARAMETER) === PAID;
  if (isReturn) parameters.delete(PARAMETER);
  return isReturn;
}

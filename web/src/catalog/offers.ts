import type { Price, Product } from 'kaikei-sdk';

/** A product at the prices that are offered for it, all in one currency. */
export interface Offer {
  product: Product;
  prices: Price[];
}

/** The currencies that something is sold in, in the catalogue's order. */
export function currenciesOf(products: readonly Product[]): string[] {
  const prices = products.flatMap((product) => product.prices);
  return [...new Set(prices.map((price) => price.currency))];
}

/** What is sold in this way, in the wished currency or, where it is not sold in that, in the first one that there is. */
export function chooseOffers(products: readonly Product[], type: Price['type'], currency: string): Offer[] {
  return products.flatMap((product) => {
    const prices = product.prices.filter((price) => price.type === type);
    const wished = prices.some((price) => price.currency === currency) ? currency : prices[0]?.currency;
    return wished ? [{ product, prices: prices.filter((price) => price.currency === wished) }] : [];
  });
}

/** The cart's currency, else the one of the reader's country where we can tell, else the catalogue's first. */
export function preferredCurrency(
  available: readonly string[],
  cartCurrency: string | undefined,
  language: string,
): string {
  const local = new Intl.Locale(language).maximize().region === 'JP' ? 'jpy' : 'usd';
  const wishes = [cartCurrency, local, available[0]];
  return wishes.find((currency) => currency !== undefined && available.includes(currency)) ?? local;
}

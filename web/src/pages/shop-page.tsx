import { useState } from 'react';
import type { Product } from 'kaikei-sdk';
import { cartStore } from '../cart/cart-store.js';
import { listProducts } from '../catalog/list-products.js';
import { chooseOffers, currenciesOf, type Offer, preferredCurrency } from '../catalog/offers.js';
import { CurrencyPicker } from '../catalog/currency-picker.js';
import { OfferCard } from '../catalog/offer-card.js';
import { ProductGrid, ProductGridSkeleton } from '../catalog/product-grid.js';
import { SubscriptionCard } from '../catalog/subscription-card.js';
import { useList } from '../hooks/use-list.js';
import { text } from '../text/text.js';
import { EmptyState } from '../ui/empty-state.js';
import { Loaded } from '../ui/loaded.js';
import { MoreButton } from '../ui/more-button.js';
import { PageHeading } from '../ui/page-heading.js';

export function ShopPage() {
  const catalogue = useList(['products'], listProducts);
  return (
    <div className="stack-l">
      <PageHeading title={text.shop.title}>
        <p className="soft reading">{text.shop.lead}</p>
      </PageHeading>
      <Loaded query={catalogue} loading={<ProductGridSkeleton />}>
        {() => <Shelves products={catalogue.rows} />}
      </Loaded>
      <MoreButton list={catalogue} />
    </div>
  );
}

function Shelves({ products }: { products: Product[] }) {
  const currencies = currenciesOf(products);
  const [currency, setCurrency] = useState(() => {
    const cartCurrency = cartStore.get().lines[0]?.currency;
    return preferredCurrency(currencies, cartCurrency, navigator.language);
  });
  const offers = chooseOffers(products, 'one_time', currency);
  const subscriptions = chooseOffers(products, 'recurring', currency);

  if (products.length === 0) return <EmptyState title={text.shop.emptyTitle}>{text.shop.empty}</EmptyState>;
  return (
    <>
      {currencies.length > 1 && (
        <CurrencyPicker currencies={currencies} chosen={currency} onChoose={setCurrency} />
      )}
      <section aria-labelledby="products">
        <h2 id="products" className="visually-hidden">
          {text.shop.products}
        </h2>
        <ProductGrid>
          {offers.flatMap(({ product, prices }) =>
            prices.map((price) => (
              <OfferCard
                key={price.id}
                product={product}
                price={price}
                foreign={price.currency !== currency}
              />
            )),
          )}
        </ProductGrid>
      </section>
      {subscriptions.length > 0 && <Subscriptions subscriptions={subscriptions} />}
    </>
  );
}

function Subscriptions({ subscriptions }: { subscriptions: Offer[] }) {
  return (
    <section className="stack" aria-labelledby="subscriptions">
      <div className="page-heading">
        <h2 id="subscriptions">{text.shop.subscriptions}</h2>
        <p className="soft">{text.shop.subscriptionsLead}</p>
      </div>
      <ProductGrid>
        {subscriptions.map((offer) => (
          <SubscriptionCard key={offer.product.id} {...offer} />
        ))}
      </ProductGrid>
    </section>
  );
}

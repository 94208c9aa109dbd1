import type { AdminPrice, AdminProduct } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { useAction } from '../../hooks/use-action.js';
import { formatRate } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Failure } from '../../ui/failure.js';
import { reloadAdmin } from '../shared/query.js';
import { describePrice } from './describe-price.js';
import { NewPrice } from './new-price.js';

export function PriceTable({ product }: { product: AdminProduct }) {
  const words = adminText.price;
  return (
    <section className="stack" aria-labelledby="prices">
      <div className="row">
        <h2 id="prices">{words.title}</h2>
      </div>
      {product.prices.length === 0 ? (
        <p className="soft">{words.none}</p>
      ) : (
        <>
          <DataTable
            caption={words.title}
            columns={columns()}
            rows={product.prices}
            rowKey={({ id }) => id}
          />
          <p className="small soft">{words.note}</p>
        </>
      )}
      <div className="row">
        <NewPrice productId={product.id} />
      </div>
    </section>
  );
}

function columns(): readonly Column<AdminPrice>[] {
  const words = adminText.price;
  return [
    {
      key: 'amount',
      header: words.amount,
      cell: (price) => <span className="money">{describePrice(price)}</span>,
    },
    {
      key: 'tax',
      header: words.tax,
      cell: (price) => `${formatRate(price.tax_rate)} ${words.taxBehaviors[price.tax_behavior]}`,
    },
    { key: 'capture', header: words.capture, cell: (price) => words.captures[price.capture_method] },
    {
      key: 'active',
      header: words.active,
      cell: ({ active }) => (
        <Badge tone={active ? 'good' : 'quiet'}>{active ? words.active : words.inactive}</Badge>
      ),
    },
    { key: 'deed', header: '', align: 'end', cell: (price) => <PriceSale price={price} /> },
  ];
}

/** Takes effect at once: it can be undone by pressing again. */
function PriceSale({ price }: { price: AdminPrice }) {
  const words = adminText.price;
  const { busy, error, start } = useAction(async () => {
    await kaikei.patch('/api/admin/prices/{id}', { path: { id: price.id }, body: { active: !price.active } });
    await reloadAdmin();
  });
  const name = describePrice(price);
  return (
    <>
      <Button
        look="plain"
        busy={busy}
        onPress={start}
        aria-label={price.active ? words.stopNamed(name) : words.startNamed(name)}
      >
        {price.active ? words.stop : words.start}
      </Button>
      {error && <Failure error={error} />}
    </>
  );
}

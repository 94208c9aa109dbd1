import { useQuery } from '@tanstack/react-query';
import type { AdminProduct } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Badge } from '../../ui/badge.js';
import { DetailPage } from '../shared/detail-page.js';
import { reloadAdmin } from '../shared/query.js';
import { PriceTable } from './price-table.js';
import { ProductForm } from './product-form.js';
import { ProductSale } from './product-sale.js';

export function ProductPage({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['admin', 'product', id],
    queryFn: ({ signal }) => kaikei.get('/api/admin/products/{id}', { path: { id }, signal }),
  });
  const { catalogue } = adminText;
  return (
    <DetailPage
      query={query}
      list={{ href: '/admin/catalogue', label: catalogue.title }}
      title={(product) => product?.name ?? catalogue.product}
      mark={({ active }) => (
        <Badge tone={active ? 'good' : 'quiet'}>{active ? catalogue.active : catalogue.archived}</Badge>
      )}
    >
      {(product) => <Details product={product} />}
    </DetailPage>
  );
}

function Details({ product }: { product: AdminProduct }) {
  return (
    <div className="columns">
      <div className="stack-l">
        <PriceTable product={product} />
        <ProductForm
          name={product.name}
          description={product.description}
          submit={adminText.save}
          onSave={async (body) => {
            await kaikei.patch('/api/admin/products/{id}', { path: { id: product.id }, body });
            toast(adminText.saved);
            await reloadAdmin();
          }}
        />
      </div>
      <div className="aside">
        <ProductSale product={product} />
      </div>
    </div>
  );
}

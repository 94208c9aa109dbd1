import { useQuery } from '@tanstack/react-query';
import type { AdminProduct } from 'kaikei-sdk';
import { asApiError } from '../../api/as-api-error.js';
import { kaikei } from '../../api/kaikei.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Badge } from '../../ui/badge.js';
import { PageHeading } from '../../ui/page-heading.js';
import { SkeletonLines } from '../../ui/skeleton.js';
import { LookUpFailure } from '../shared/look-up-failure.js';
import { reloadAdmin } from '../shared/query.js';
import { PriceTable } from './price-table.js';
import { ProductForm } from './product-form.js';
import { ProductSale } from './product-sale.js';

export function ProductPage({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['admin', 'product', id],
    queryFn: ({ signal }) => kaikei.get('/api/admin/products/{id}', { path: { id }, signal }),
  });
  const product = query.data;
  const { catalogue } = adminText;
  const list = { href: '/admin/catalogue', label: catalogue.title };
  return (
    <div className="stack-l">
      <PageHeading
        title={product?.name ?? catalogue.product}
        up={list}
        mark={
          product && (
            <Badge tone={product.active ? 'good' : 'quiet'}>
              {product.active ? catalogue.active : catalogue.archived}
            </Badge>
          )
        }
      />
      {query.isPending && <SkeletonLines count={8} />}
      {query.error && (
        <LookUpFailure error={asApiError(query.error)} list={list} onRetry={() => void query.refetch()} />
      )}
      {product && <Details product={product} />}
    </div>
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

import { useLocation } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useDeedKeys } from '../../hooks/use-deed-key.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { PageHeading } from '../../ui/page-heading.js';
import { reloadAdmin } from '../shared/query.js';
import { ProductForm } from './product-form.js';

export function NewProductPage() {
  const [, goTo] = useLocation();
  const deedOf = useDeedKeys();
  const words = adminText.product;
  return (
    <div className="stack-l reading">
      <PageHeading
        title={words.newTitle}
        up={{ href: '/admin/catalogue', label: adminText.catalogue.title }}
      />
      <ProductForm
        name=""
        description=""
        submit={words.create}
        onSave={async (body) => {
          const { id } = await deedOf(body).send((idempotencyKey) =>
            kaikei.post('/api/admin/products', { body, idempotencyKey }),
          );
          await reloadAdmin();
          goTo(`/admin/catalogue/${id}`);
          toast(words.created);
        }}
      />
    </div>
  );
}

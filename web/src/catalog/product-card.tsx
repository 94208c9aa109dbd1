import type { ReactNode } from 'react';
import type { Product } from 'kaikei-sdk';
import { ProductArt } from './product-art.js';

interface ProductCardProps {
  product: Product;
  tag?: string;
  children: ReactNode;
}

export function ProductCard({ product, tag, children }: ProductCardProps) {
  return (
    <article className="card">
      <div className="card-picture">
        <ProductArt productId={product.id} name={product.name} />
      </div>
      <div className="card-body">
        <h3>{product.name}</h3>
        {tag && <p className="card-tag">{tag}</p>}
        {product.description && <p className="card-description">{product.description}</p>}
        <div className="card-foot">{children}</div>
      </div>
    </article>
  );
}

import './product-art.css';
import { useId } from 'react';
import { MOTIFS } from './motifs.js';

// As many as product-art.css has.
const PALETTES = 6;

/** A picture for a product that has none: a crest with its initial on an old pattern, always the same for the same product. */
export function ProductArt({ productId, name }: { productId: string; name: string }) {
  const pattern = useId();
  const hash = hashOf(productId);
  const motif = MOTIFS[hash % MOTIFS.length] ?? MOTIFS[0];
  const palette = Math.floor(hash / MOTIFS.length) % PALETTES;
  return (
    <div className={`product-art art-${palette}`} aria-hidden="true">
      <svg width="100%" height="100%">
        <pattern
          id={pattern}
          width={motif.width}
          height={motif.height}
          patternUnits="userSpaceOnUse"
          patternTransform="scale(1.4)"
        >
          <path d={motif.path} fill="none" stroke="currentColor" />
        </pattern>
        <rect width="100%" height="100%" fill={`url(#${pattern})`} opacity="0.5" />
      </svg>
      <span className="product-crest">{[...name][0]}</span>
    </div>
  );
}

/** FNV-1a: spreads ids that differ only in their last characters, as ids made one after the other do. */
function hashOf(words: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < words.length; index++) {
    hash = Math.imul(hash ^ words.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

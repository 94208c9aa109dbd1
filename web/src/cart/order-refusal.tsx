import type { ApiError } from 'kaikei-sdk';
import { text } from '../text/text.js';
import { Failure } from '../ui/failure.js';
import { Notice } from '../ui/notice.js';
import type { CartLine } from './cart.js';

/** Why no order came of these lines; where single ones are to blame, which. */
export function OrderRefusal({ error, lines }: { error: ApiError; lines: readonly CartLine[] }) {
  const culprits = error.code === 'price_unknown' ? refusedLines(error, lines) : [];
  if (culprits.length === 0) return <Failure error={error} />;
  return (
    <Notice tone="bad" role="alert" title={text.problem.title}>
      <p>{text.cart.notForSale(culprits.map((line) => line.name).join(', '))}</p>
    </Notice>
  );
}

/** The API points at `items.2.price_id`, in the order in which the lines were sent. */
function refusedLines(error: ApiError, lines: readonly CartLine[]): CartLine[] {
  const positions = error.fields.map(({ field }) => /^items\.(\d+)\./.exec(field)?.[1]);
  return positions.flatMap((position) => lines[Number(position)] ?? []);
}

import { text } from '../text/text.js';
import { ButtonLink } from '../ui/button.js';
import { PageHeading } from '../ui/page-heading.js';

export function NotFoundPage() {
  return (
    <div className="stack">
      <PageHeading title={text.notFound.title} />
      <p className="soft">{text.notFound.text}</p>
      <div>
        <ButtonLink href="/">{text.cart.toShop}</ButtonLink>
      </div>
    </div>
  );
}

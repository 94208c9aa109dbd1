import type { AdminProduct } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { useAction } from '../../hooks/use-action.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { Failure } from '../../ui/failure.js';
import { reloadAdmin } from '../shared/query.js';

/** Takes a product out of the shop, and puts it back. */
export function ProductSale({ product: { id, name, active } }: { product: AdminProduct }) {
  const words = adminText.product;
  const change = async (toActive: boolean) => {
    await kaikei.patch('/api/admin/products/{id}', { path: { id }, body: { active: toActive } });
    toast(toActive ? words.restored : words.archived);
    await reloadAdmin();
  };
  const restore = useAction(() => change(true));
  return (
    <section className="panel stack" aria-labelledby="sale">
      <h2 id="sale">{words.sale}</h2>
      <p className="soft">{words.saleNote}</p>
      {restore.error && <Failure error={restore.error} />}
      {active ? (
        <ConfirmDialog
          look="danger"
          title={words.archiveQuestion(name)}
          yes={words.archiveYes}
          doing={words.archiving}
          no={words.archiveNo}
          trigger={(open) => (
            <Button look="quiet" onPress={open}>
              {words.archive}
            </Button>
          )}
          onConfirm={() => change(false)}
        >
          <p className="soft">{words.archiveNote}</p>
        </ConfirmDialog>
      ) : (
        <Button look="quiet" busy={restore.busy} onPress={restore.start}>
          {words.restore}
        </Button>
      )}
    </section>
  );
}

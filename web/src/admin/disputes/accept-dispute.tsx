import type { Dispute } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { formatMoney } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { reloadAdmin } from '../shared/query.js';

/** Leaves the money to the customer, for good. */
export function AcceptDispute({ dispute }: { dispute: Dispute }) {
  const words = adminText.dispute;
  return (
    <ConfirmDialog
      look="danger"
      title={words.acceptQuestion(formatMoney(dispute.amount, dispute.currency), words.theCustomer)}
      yes={words.acceptYes}
      doing={words.accepting}
      no={words.keep}
      trigger={(open) => (
        <div className="row">
          <Button look="plain" onPress={open}>
            {words.accept}
          </Button>
        </div>
      )}
      onConfirm={async () => {
        await kaikei.post('/api/admin/disputes/{id}/close', { path: { id: dispute.id } });
        toast(words.accepted);
        await reloadAdmin();
      }}
    >
      <p className="soft">{words.acceptNote}</p>
    </ConfirmDialog>
  );
}

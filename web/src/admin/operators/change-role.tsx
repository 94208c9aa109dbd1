import type { Customer } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { reloadAdmin } from '../shared/query.js';

/** Makes somebody an operator, or a customer again. */
export function ChangeRole({ account: { id, name, role } }: { account: Customer }) {
  const words = adminText.role;
  const isOperator = role === 'operator';
  return (
    <ConfirmDialog
      look={isOperator ? 'danger' : 'primary'}
      title={isOperator ? words.demoteQuestion(name) : words.promoteQuestion(name)}
      yes={isOperator ? words.demoteYes : words.promoteYes}
      doing={words.doing}
      no={words.no}
      trigger={(open) => (
        <Button look="quiet" onPress={open}>
          {isOperator ? words.demote : words.promote}
        </Button>
      )}
      onConfirm={async () => {
        const body = { role: isOperator ? 'customer' : 'operator' } as const;
        await kaikei.patch('/api/admin/users/{id}', { path: { id }, body });
        toast(isOperator ? words.demoted(name) : words.promoted(name));
        await reloadAdmin();
      }}
    >
      <p className="soft">{isOperator ? words.demoteNote : words.promoteNote}</p>
    </ConfirmDialog>
  );
}

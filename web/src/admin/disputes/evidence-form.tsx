import type { Dispute } from 'kaikei-sdk';
import { useState } from 'react';
import { kaikei } from '../../api/kaikei.js';
import { useAction } from '../../hooks/use-action.js';
import { useDeedKeys } from '../../hooks/use-deed-key.js';
import { formatMoney } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { Failure } from '../../ui/failure.js';
import { AreaField, Field } from '../../ui/field.js';
import { reloadAdmin } from '../shared/query.js';

type Evidence = Partial<Record<keyof typeof adminText.dispute.fields, string>>;

/** Stripe takes up to 20,000 characters of text in one field. */
const MAX_TEXT_LENGTH = 20_000;
const LONG: ReadonlySet<string> = new Set(['uncategorized_text', 'product_description']);

/** What can be said to the bank in words: kept at Stripe as a draft, or sent. */
export function EvidenceForm({ dispute }: { dispute: Dispute }) {
  const words = adminText.dispute;
  const [evidence, setEvidence] = useState<Evidence>({});
  const send = useEvidence(dispute.id);
  const save = useAction(async () => {
    await send(evidence, false);
    toast(words.savedDraft);
  });
  const names = Object.keys(words.fields) as (keyof Evidence)[];
  const isEmpty = Object.values(evidence).every((value) => value.trim() === '');
  return (
    <div className="stack reading">
      <p className="soft">{words.answerHint}</p>
      {names.map((name) => {
        const field = {
          label: words.fields[name],
          value: evidence[name] ?? '',
          maxLength: MAX_TEXT_LENGTH,
          onChange: (value: string) => setEvidence({ ...evidence, [name]: value }),
        };
        return LONG.has(name) ? <AreaField key={name} {...field} /> : <Field key={name} {...field} />;
      })}
      {save.error && <Failure error={save.error} />}
      <div className="row">
        <ConfirmDialog
          title={words.submitQuestion(formatMoney(dispute.amount, dispute.currency))}
          yes={words.submitYes}
          doing={words.submitting}
          no={words.keep}
          trigger={(open) => (
            <Button isDisabled={isEmpty} onPress={open}>
              {words.submit}
            </Button>
          )}
          onConfirm={async () => {
            await send(evidence, true);
            toast(words.submitted);
          }}
        >
          <p className="soft">{words.submitNote}</p>
        </ConfirmDialog>
        <Button look="quiet" isDisabled={isEmpty} busy={save.busy} onPress={save.start}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}

/** Sends what is filled in, once also where the answer is lost: the bank takes an answer once or twice only. */
function useEvidence(id: string): (evidence: Evidence, submit: boolean) => Promise<void> {
  const deedOf = useDeedKeys();
  return async (evidence, submit) => {
    const filled = Object.entries(evidence).filter(([, value]) => value.trim() !== '');
    const body = { ...Object.fromEntries(filled), submit };
    await deedOf(body).send((idempotencyKey) =>
      kaikei.post('/api/admin/disputes/{id}/evidence', { path: { id }, body, idempotencyKey }),
    );
    await reloadAdmin();
  };
}

import type { WebhookEndpoint } from 'kaikei-sdk';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useAction } from '../../hooks/use-action.js';
import { useDeedKey } from '../../hooks/use-deed-key.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { Dialog } from '../../ui/dialog.js';
import { Failure } from '../../ui/failure.js';
import { reloadAdmin } from '../shared/query.js';
import { ShownOnce } from '../shared/shown-once.js';
import { EndpointForm } from './endpoint-form.js';
import { hostOf } from './host-of.js';

interface EndpointProps {
  endpoint: WebhookEndpoint;
}

export function EndpointActions({ endpoint }: EndpointProps) {
  const words = adminText.endpoint;
  const { id, enabled } = endpoint;
  const testKey = useDeedKey();
  const test = useAction(async () => {
    await testKey.send((idempotencyKey) =>
      kaikei.post('/api/admin/webhook-endpoints/{id}/test', { path: { id }, idempotencyKey }),
    );
    toast(words.tested);
    await reloadAdmin();
  });
  const enable = useAction(() => change(id, { enabled: true }, words.enabled));
  const error = test.error ?? enable.error;
  return (
    <section className="panel stack" aria-labelledby="actions">
      <h2 id="actions">{words.actions}</h2>
      {error && <Failure error={error} />}
      {enabled ? (
        <Button wide busy={test.busy} onPress={test.start}>
          {words.test}
        </Button>
      ) : (
        <Button wide busy={enable.busy} onPress={enable.start}>
          {words.enable}
        </Button>
      )}
      <ChangeEndpoint endpoint={endpoint} />
      <RollSecret id={id} />
      {enabled && <DisableEndpoint id={id} />}
      <RemoveEndpoint endpoint={endpoint} />
    </section>
  );
}

/** @throws ApiError */
async function change(id: string, body: { enabled: boolean }, done: string): Promise<void> {
  await kaikei.patch('/api/admin/webhook-endpoints/{id}', { path: { id }, body });
  toast(done);
  await reloadAdmin();
}

function ChangeEndpoint({ endpoint }: EndpointProps) {
  const [isOpen, setOpen] = useState(false);
  const words = adminText.endpoint;
  return (
    <>
      <Button look="quiet" wide onPress={() => setOpen(true)}>
        {words.change}
      </Button>
      <Dialog title={words.change} isOpen={isOpen} onClose={() => setOpen(false)}>
        <EndpointForm
          endpoint={endpoint}
          submit={adminText.save}
          onCancel={() => setOpen(false)}
          onSave={async (body) => {
            const path = { id: endpoint.id };
            await kaikei.patch('/api/admin/webhook-endpoints/{id}', { path, body });
            toast(adminText.saved);
            setOpen(false);
            await reloadAdmin();
          }}
        />
      </Dialog>
    </>
  );
}

function RollSecret({ id }: { id: string }) {
  const [secret, setSecret] = useState<string | null>(null);
  // To roll twice would end, at once, the secret that the shop's service has.
  const key = useDeedKey();
  const words = adminText.endpoint;
  return (
    <>
      <ConfirmDialog
        title={words.rollQuestion}
        yes={words.rollYes}
        doing={words.rolling}
        no={words.keep}
        trigger={(open) => (
          <Button look="quiet" wide onPress={open}>
            {words.roll}
          </Button>
        )}
        onConfirm={async () => {
          const rolled = await key.send((idempotencyKey) =>
            kaikei.post('/api/admin/webhook-endpoints/{id}/roll-secret', { path: { id }, idempotencyKey }),
          );
          setSecret(rolled.secret);
          await reloadAdmin();
        }}
      >
        <p className="soft">{words.rollNote}</p>
      </ConfirmDialog>
      <ShownOnce
        title={words.secretTitle}
        note={words.secretNote}
        secret={secret}
        onClose={() => setSecret(null)}
      />
    </>
  );
}

function DisableEndpoint({ id }: { id: string }) {
  const words = adminText.endpoint;
  return (
    <ConfirmDialog
      title={words.disableQuestion}
      yes={words.disableYes}
      doing={words.disabling}
      no={words.keep}
      trigger={(open) => (
        <Button look="quiet" wide onPress={open}>
          {words.disable}
        </Button>
      )}
      onConfirm={() => change(id, { enabled: false }, words.disabled)}
    >
      <p className="soft">{words.disableNote}</p>
    </ConfirmDialog>
  );
}

function RemoveEndpoint({ endpoint }: EndpointProps) {
  const [, goTo] = useLocation();
  const words = adminText.endpoint;
  return (
    <ConfirmDialog
      look="danger"
      title={words.removeQuestion(hostOf(endpoint))}
      yes={words.removeYes}
      doing={words.removing}
      no={words.keep}
      trigger={(open) => (
        <Button look="quiet" wide onPress={open}>
          {words.remove}
        </Button>
      )}
      onConfirm={async () => {
        await kaikei.delete('/api/admin/webhook-endpoints/{id}', { path: { id: endpoint.id } });
        goTo('/admin/webhooks');
        toast(words.removed);
        await reloadAdmin();
      }}
    >
      <p className="soft">{words.removeNote}</p>
    </ConfirmDialog>
  );
}

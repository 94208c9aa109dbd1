import type { WebhookEndpointSecret } from 'kaikei-sdk';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useDeedKeys } from '../../hooks/use-deed-key.js';
import { adminText } from '../../text/text.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { reloadAdmin } from '../shared/query.js';
import { ShownOnce } from '../shared/shown-once.js';
import { EndpointForm } from './endpoint-form.js';

/** Adds an endpoint, shows its secret, this once, and then the endpoint. */
export function NewEndpoint() {
  const [isOpen, setOpen] = useState(false);
  const [added, setAdded] = useState<WebhookEndpointSecret | null>(null);
  const [, goTo] = useLocation();
  const deedOf = useDeedKeys();
  const words = adminText.endpoint;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{adminText.webhooks.add}</Button>
      <Dialog title={adminText.webhooks.add} isOpen={isOpen} onClose={() => setOpen(false)}>
        <EndpointForm
          submit={words.create}
          onCancel={() => setOpen(false)}
          onSave={async (body) => {
            try {
              setAdded(
                await deedOf(body).send((idempotencyKey) =>
                  kaikei.post('/api/admin/webhook-endpoints', { body, idempotencyKey }),
                ),
              );
              setOpen(false);
            } finally {
              // Also where it failed: it may stand there all the same.
              void reloadAdmin();
            }
          }}
        />
      </Dialog>
      <ShownOnce
        title={words.secretTitle}
        note={words.secretNote}
        secret={added?.secret ?? null}
        onClose={() => goTo(`/admin/webhooks/${added?.id ?? ''}`)}
      />
    </>
  );
}

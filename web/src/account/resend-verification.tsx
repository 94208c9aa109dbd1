import { useState } from 'react';
import { kaikei } from '../api/kaikei.js';
import { useAction } from '../hooks/use-action.js';
import { describeError } from '../text/describe-error.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';

/** Has the mail with the link sent once more; only the newest link works. */
export function ResendVerification() {
  const [isSent, setSent] = useState(false);
  const { busy, error, start } = useAction(async () => {
    await kaikei.post('/api/auth/email/verification');
    setSent(true);
  });
  const words = text.verifyEmail;
  return (
    <>
      <div className="row">
        <Button look="quiet" busy={busy} onPress={start}>
          {busy ? words.sending : words.send}
        </Button>
      </div>
      <p className="small" role="status">
        {error ? describeError(error) : isSent && words.sent}
      </p>
    </>
  );
}

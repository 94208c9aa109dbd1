import { kaikei } from '../api/kaikei.js';
import { useAction } from '../hooks/use-action.js';
import { text } from '../text/text.js';
import { toast } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';

// Thousands of orders are written out while they are read.
const TIMEOUT_MS = 300_000;

/** Everything that the shop knows of the customer, as a file to keep. */
export function ExportData() {
  const words = text.exportData;
  const { busy, error, start } = useAction(async () => {
    const data = await kaikei.get('/api/users/me/export', { timeoutMs: TIMEOUT_MS });
    const day = data.exported_at.slice(0, 'YYYY-MM-DD'.length);
    save(JSON.stringify(data, null, 2), `kaikei-account-${day}.json`);
    toast(words.done);
  });
  return (
    <section className="panel stack" aria-labelledby="export">
      <h2 id="export">{words.title}</h2>
      <p>{words.text}</p>
      {error && <Failure error={error} />}
      <div className="row">
        <Button look="quiet" busy={busy} onPress={start}>
          {busy ? words.doing : words.submit}
        </Button>
      </div>
    </section>
  );
}

/** Not a link to the API: that would save a refusal under the same name, and could not renew an expired session. */
function save(content: string, name: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

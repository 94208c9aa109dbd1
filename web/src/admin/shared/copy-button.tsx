import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';

interface CopyButtonProps {
  value: string;
  look?: 'quiet' | 'plain';
}

/** Browsers let only pages copy that came by https or from their own machine. */
export function CopyButton({ value, look = 'plain' }: CopyButtonProps) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      toast(adminText.copied);
    } catch {
      toast(adminText.notCopied);
    }
  }
  return (
    <Button look={look} onPress={() => void copy()}>
      {adminText.copy}
    </Button>
  );
}

import { Button } from '../../ui/button.js';
import { Failure } from '../../ui/failure.js';
import { Notice } from '../../ui/notice.js';
import type { MoneyDeed } from './use-money-deed.js';

interface MoneyQuestionProps {
  deed: Omit<MoneyDeed<unknown>, 'wanted' | 'want'>;
  /** Names the amount and whose it is. */
  question: string;
  consequence: string;
  words: {
    doing: string;
    back: string;
    no: string;
    unknownTitle: string;
    unknown: string;
    askAgain: string;
  };
  yes: string;
  look: 'primary' | 'danger';
  onClose: () => void;
}

/** The last question before money moves. It stays with what went wrong. */
export function MoneyQuestion({
  deed,
  question,
  consequence,
  words,
  yes,
  look,
  onClose,
}: MoneyQuestionProps) {
  const { busy, error, isUnknown, start, renew } = deed;
  return (
    <>
      <p className="deed-question">{question}</p>
      <p className="soft">{consequence}</p>
      {isUnknown && (
        <Notice tone="wait" still role="alert" title={words.unknownTitle}>
          {words.unknown}
        </Notice>
      )}
      {error && !isUnknown && <Failure error={error} />}
      <div className="row">
        {(isUnknown || !error) && (
          <Button look={look} busy={busy} onPress={start} autoFocus>
            {busy ? words.doing : isUnknown ? words.askAgain : yes}
          </Button>
        )}
        {isUnknown ? (
          <Button look="quiet" onPress={onClose}>
            {words.no}
          </Button>
        ) : (
          <Button look="quiet" isDisabled={busy} onPress={renew}>
            {words.back}
          </Button>
        )}
      </div>
    </>
  );
}

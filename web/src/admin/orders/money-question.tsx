import { Button } from '../../ui/button.js';
import { Failure } from '../../ui/failure.js';
import { Notice } from '../../ui/notice.js';
import { useMoneyDeed } from './use-money-deed.js';

interface MoneyQuestionProps {
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
  /** Throws where it fails. */
  onSend: (idempotencyKey: string) => Promise<void>;
  onBack: () => void;
  onClose: () => void;
}

/** The last question before money moves. It goes away once that has its answer, and stays with what went wrong. */
export function MoneyQuestion({ question, consequence, words, yes, look, ...on }: MoneyQuestionProps) {
  const { busy, error, isUnknown, start } = useMoneyDeed(async (key) => {
    await on.onSend(key);
    on.onClose();
  });
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
          <Button look="quiet" onPress={on.onClose}>
            {words.no}
          </Button>
        ) : (
          <Button look="quiet" isDisabled={busy} onPress={on.onBack}>
            {words.back}
          </Button>
        )}
      </div>
    </>
  );
}

import './language-switch.css';
import { asApiError } from '../api/as-api-error.js';
import { chooseLanguage } from '../session/account-language.js';
import { useStore } from '../store/store.js';
import { language, type Language, LANGUAGES } from '../text/language.js';
import { describeError } from '../text/describe-error.js';
import { text } from '../text/text.js';
import { toast } from './announcer.js';
import { Button } from './button.js';

/** The languages, each in its own words. The choice stays in this browser. */
export function LanguageSwitch() {
  const current = useStore(language);

  async function choose(chosen: Language) {
    try {
      await chooseLanguage(chosen);
    } catch (cause) {
      toast(describeError(asApiError(cause)));
    }
  }

  return (
    <ul className="languages" aria-label={text.footer.language}>
      {(Object.entries(LANGUAGES) as [Language, string][]).map(([id, name]) => (
        <li key={id}>
          <Button look="plain" lang={id} aria-pressed={id === current} onPress={() => void choose(id)}>
            {name}
          </Button>
        </li>
      ))}
    </ul>
  );
}

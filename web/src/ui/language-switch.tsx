import './language-switch.css';
import { useStore } from '../store/store.js';
import { language, type Language, LANGUAGES, rememberLanguage } from '../text/language.js';
import { speak, text } from '../text/text.js';
import { toast } from './announcer.js';
import { Button } from './button.js';

/** The languages, each in its own words. The choice stays in this browser. */
export function LanguageSwitch() {
  const current = useStore(language);

  async function choose(chosen: Language) {
    try {
      await speak(chosen);
      rememberLanguage(chosen);
    } catch {
      // Its words could not be loaded: the page goes on in the language that it has.
      toast(text.problem.noAnswer);
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

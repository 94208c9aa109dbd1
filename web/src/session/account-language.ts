import { kaikei } from '../api/kaikei.js';
import { language, type Language, rememberLanguage } from '../text/language.js';
import { speak } from '../text/text.js';
import { sessionStore } from './session-store.js';

/** Has the page speak the language of whoever signs in, as their mails do. */
export function followAccountLanguage(): void {
  sessionStore.subscribe(() => {
    const session = sessionStore.get();
    const wished = session.state === 'signed-in' ? session.user.locale : null;
    if (wished === null || wished === language.get()) return;
    // Where its words cannot be had, the page goes on in the language that it has.
    speak(wished).then(() => rememberLanguage(wished), reportError);
  });
}

/** Keeps a choice in this browser and, of somebody who is signed in, in their account: for their mails and other browsers. @throws ApiError */
export async function chooseLanguage(chosen: Language): Promise<void> {
  await speak(chosen);
  rememberLanguage(chosen);
  if (sessionStore.get().state !== 'signed-in') return;
  sessionStore.setUser(await kaikei.patch('/api/users/me', { body: { locale: chosen } }));
}

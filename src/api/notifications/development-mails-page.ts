import type { DevelopmentMail } from '../../application/notifications/ports/development-mailbox.js';
import { type Html, html } from '../http/html.js';

/** Where a link ends: our own texts have no other sign right behind one. */
const LINK = /(https?:\/\/[^\s<>"']+)/;

/** What was sent, as a page to look at. @param to the address that was asked for; null: everybody's */
export function developmentMailsPage(mails: readonly DevelopmentMail[], to: string | null): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Mails · Kaikei in development</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/dev/mails.css" />
      </head>
      <body>
        <p class="banner" role="note">
          <strong>Development.</strong> Nothing leaves this machine: set <code>SMTP_URL</code> to send mails.
        </p>
        <main>
          <h1>Mails</h1>
          <form action="/dev/mails" role="search">
            <div>
              <label for="to">To this address</label
              ><input id="to" name="to" type="email" autocomplete="off" value="${to ?? ''}" />
            </div>
            <button>Show</button>
          </form>
          ${mails.length === 0 ? noMails(to) : mails.map(presentMail)}
        </main>
      </body>
    </html> `.text;
}

function presentMail({ id, to, subject, text, sentAt }: DevelopmentMail): Html {
  const at = sentAt.toISOString();
  return html`<article aria-labelledby="m-${id}">
    <h2 id="m-${id}">${subject}</h2>
    <p class="facts">To ${to}, <time datetime="${at}">${at.slice(0, 19).replace('T', ' ')} UTC</time></p>
    <pre>${withLinks(text)}</pre>
  </article> `;
}

function noMails(to: string | null): Html {
  const whose = to === null ? 'No mail was sent yet.' : 'No mail was sent to this address.';
  return html`<div class="empty">
    <p>${whose}</p>
    <p>Register an account, and reload this page.</p>
  </div>`;
}

/** Every other part is a link, as the pattern keeps what it splits at. */
function withLinks(text: string): Html[] {
  return text
    .split(LINK)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** HTML. */
export const BANNER =
  '<strong>Sandbox.</strong> Nothing here is real: no card is charged and no money moves.';

interface PageLanguage {
  lang: string;
  /** HTML. */
  banner: string;
}

/** A page in the sandbox's style. `body` is HTML; `scripts` are addresses. */
export function page(
  title: string,
  body: string,
  scripts: string[] = [],
  { lang, banner }: PageLanguage = { lang: 'en', banner: BANNER },
): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} · Stripe sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/pages/sandbox.css">
</head>
<body>
<p class="banner" role="note">${banner}</p>
${body}
${scripts.map((src) => `<script src="${src}"${src.startsWith('/pages/') ? ' type="module"' : ''}></script>`).join('\n')}
</body>
</html>
`;
}

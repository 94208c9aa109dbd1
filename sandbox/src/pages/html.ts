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

/** A page in the sandbox's style. `body` is HTML; `scripts` are addresses. */
export function page(title: string, body: string, scripts: string[] = []): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} · Stripe sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/pages/sandbox.css">
</head>
<body>
<p class="banner" role="note"><strong>Sandbox.</strong> Nothing here is real: no card is charged and no money moves.</p>
${body}
${scripts.map((src) => `<script src="${src}"${src.startsWith('/pages/') ? ' type="module"' : ''}></script>`).join('\n')}
</body>
</html>
`;
}

/** Built once and shared by every shadow root: a constructed sheet is not subject to the page's `style-src`. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host {
    --ks-text: #1d2433; --ks-muted: #545c6f; --ks-background: #fff; --ks-field: #fff; --ks-border: #b9bfcb;
    --ks-primary: #0b57d0; --ks-danger: #b3093c; --ks-note: #fff6d6; --ks-note-text: #5a4300; --ks-radius: 6px;
    --ks-font: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    display: block; color: var(--ks-text); font: 16px/1.4 var(--ks-font);
  }
  :host([data-theme='night']) {
    --ks-text: #f2f4f8; --ks-muted: #b4bbca; --ks-background: #171b26; --ks-field: #222838; --ks-border: #667089;
    --ks-primary: #8ab4f8; --ks-danger: #ff9db4; --ks-note: #3a3212; --ks-note-text: #ffe9a3;
  }
  * { box-sizing: border-box; }
  .note { margin: 0 0 14px; padding: 8px 12px; border-radius: var(--ks-radius); background: var(--ks-note);
    color: var(--ks-note-text); font-size: 14px; }
  .grid { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
  .wide { grid-column: 1 / -1; }
  label { display: block; margin-bottom: 4px; font-size: 14px; font-weight: 500; }
  input { width: 100%; min-height: 44px; padding: 10px 12px; font: inherit; color: inherit; background: var(--ks-field);
    border: 1px solid var(--ks-border); border-radius: var(--ks-radius); }
  input:focus-visible, button:focus-visible, summary:focus-visible { outline: 3px solid var(--ks-primary);
    outline-offset: 1px; }
  input[aria-invalid='true'] { border-color: var(--ks-danger); }
  .number { position: relative; }
  .brand { position: absolute; right: 12px; bottom: 11px; color: var(--ks-muted); font-size: 13px; pointer-events: none; }
  .error { margin: 4px 0 0; color: var(--ks-danger); font-size: 14px; }
  .error:empty { display: none; }
  details { margin-top: 14px; font-size: 14px; color: var(--ks-muted); }
  summary { cursor: pointer; padding: 4px 0; }
  .samples { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 6px; }
  button { font: inherit; min-height: 44px; padding: 8px 14px; cursor: pointer; border-radius: var(--ks-radius);
    border: 1px solid var(--ks-border); background: var(--ks-field); color: var(--ks-text); }
  button.primary { background: var(--ks-primary); border-color: var(--ks-primary); color: var(--ks-background);
    font-weight: 600; }
  .samples button { font-size: 14px; }
  dialog { width: min(420px, calc(100vw - 32px)); padding: 24px; border: 0; border-radius: 12px; color: var(--ks-text);
    background: var(--ks-background); box-shadow: 0 18px 60px rgb(0 0 0 / 0.35); }
  dialog::backdrop { background: rgb(12 16 26 / 0.6); }
  dialog h2 { margin: 0 0 8px; font-size: 20px; }
  dialog p { margin: 0 0 16px; }
  .actions { display: grid; gap: 10px; }
  @media (max-width: 340px) { .grid { grid-template-columns: 1fr; } }
  @media (prefers-reduced-motion: no-preference) { input, button { transition: border-color 0.15s, background 0.15s; } }
`);

/** A shadow root with the shared sheet, in the theme that the page's `appearance` asks for. */
export function styledRoot(host, appearance = {}) {
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  applyAppearance(host, appearance);
  return root;
}

const VARIABLES = {
  colorPrimary: '--ks-primary',
  colorText: '--ks-text',
  colorBackground: '--ks-field',
  colorDanger: '--ks-danger',
  fontFamily: '--ks-font',
  borderRadius: '--ks-radius',
};

export function applyAppearance(host, { theme = 'stripe', variables = {} } = {}) {
  host.dataset.theme = theme === 'night' ? 'night' : 'stripe';
  for (const [name, property] of Object.entries(VARIABLES))
    if (variables[name] !== undefined) host.style.setProperty(property, variables[name]);
}

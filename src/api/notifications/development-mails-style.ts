/** In the style of the sandbox's pages, which are another program's. */
export const DEVELOPMENT_MAILS_STYLE = `:root {
  color-scheme: light dark;
  --text: light-dark(#1d2433, #f2f4f8);
  --muted: light-dark(#545c6f, #b4bbca);
  --ground: light-dark(#f4f6fa, #0f131d);
  --surface: light-dark(#fff, #1a2030);
  --border: light-dark(#b9bfcb, #4a5470);
  --primary: light-dark(#0b57d0, #8ab4f8);
  --on-primary: light-dark(#fff, #0f131d);
  --note: light-dark(#fff0b8, #3a3212);
  --note-text: light-dark(#4a3700, #ffe9a3);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Hiragino Sans', 'Noto Sans JP', sans-serif;
}
.banner { margin: 0; padding: 8px 16px; text-align: center; background: var(--note); color: var(--note-text); font-size: 14px; }
main { max-width: 760px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { margin: 0 0 16px; font-size: 28px; line-height: 1.2; }
h2 { margin: 0; font-size: 18px; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; margin-bottom: 24px; }
form div { flex: 1 1 240px; }
label { display: block; margin-bottom: 4px; font-size: 14px; font-weight: 500; }
input, button { min-height: 44px; padding: 8px 16px; border: 1px solid var(--border); border-radius: 6px; background: var(--surface); color: inherit; font: inherit; }
input { width: 100%; }
button { background: var(--primary); border-color: var(--primary); color: var(--on-primary); font-weight: 600; cursor: pointer; }
article { margin-bottom: 16px; padding: 20px; border: 1px solid var(--border); border-radius: 12px; background: var(--surface); }
.facts { margin: 4px 0 16px; color: var(--muted); font-size: 14px; overflow-wrap: anywhere; }
pre { margin: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: var(--primary); }
.empty { padding: 48px 20px; border: 1px dashed var(--border); border-radius: 12px; text-align: center; color: var(--muted); }
.empty p { margin: 0 0 4px; }
:focus-visible { outline: 3px solid var(--primary); outline-offset: 2px; }
`;

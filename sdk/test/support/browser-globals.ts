/** The little of a browser that cookies need, where Node.js has none: `document.cookie` and `localStorage`. */
export function installBrowserGlobals(cookie: string): void {
  const stored = new Map<string, string>();
  Object.assign(globalThis, {
    document: { cookie },
    localStorage: {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, value: string) => stored.set(name, value),
    },
  });
}

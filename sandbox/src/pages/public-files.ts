import { readdirSync, readFileSync } from 'node:fs';

const PUBLIC = new URL('../../public/', import.meta.url);

/** A file of public/, read once at start. */
export function publicFile(name: string): string {
  return readFileSync(new URL(name, PUBLIC), 'utf8');
}

const IMPORT = /^import [^;]+;\n/gm;
const EXPORT = /^export (?=(async )?function|class|const)/gm;

/**
 * The modules of a directory as one classic script, in the order of their names: Stripe's address is loaded without
 * `type="module"`, and nothing but `window.Stripe` may reach the page.
 */
export function bundledScript(directory: string): string {
  const parts = readdirSync(new URL(`${directory}/`, PUBLIC)).sort();
  const bodies = parts.map((part) =>
    publicFile(`${directory}/${part}`).replace(IMPORT, '').replace(EXPORT, ''),
  );
  return `(() => {\n'use strict';\n${bodies.join('\n')}\n})();\n`;
}

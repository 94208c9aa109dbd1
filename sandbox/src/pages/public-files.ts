import { readdirSync, readFileSync } from 'node:fs';

const PUBLIC = new URL('../../public/', import.meta.url);

/** A file of public/, read once at start. */
export function publicFile(name: string): string {
  return readFileSync(new URL(name, PUBLIC), 'utf8');
}

/** The parts of a browser script as one: a classic script cannot import, and its names must not leak into the page. */
export function bundledScript(directory: string): string {
  const parts = readdirSync(new URL(`${directory}/`, PUBLIC)).sort();
  const bodies = parts.map((part) => publicFile(`${directory}/${part}`));
  return `(() => {\n'use strict';\n${bodies.join('\n')}\n})();\n`;
}

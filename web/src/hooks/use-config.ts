import { api } from '../api/client.js';
import type { Config } from '../api/types.js';
import { type Resource, useResource } from './use-resource.js';

let known: Promise<Config> | null = null;

/** The server's settings for browsers: asked for once; after a failure, asked for again by the next who needs them. */
export function loadConfig(): Promise<Config> {
  known ??= api.config().catch((cause: unknown) => {
    known = null;
    throw cause;
  });
  return known;
}

export function useConfig(): Resource<Config> {
  return useResource('config', loadConfig)[0];
}

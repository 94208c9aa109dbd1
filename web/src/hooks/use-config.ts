import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Config } from 'kaikei-sdk';
import { kaikei } from '../api/kaikei.js';
import { queryClient } from '../query/query-client.js';

/** The server's settings for browsers, which stay the same as long as it runs. */
const config = queryOptions({
  queryKey: ['config'],
  queryFn: () => kaikei.get('/api/config'),
  staleTime: Infinity,
  gcTime: Infinity,
});

/** @throws ApiError; the next who needs them asks again */
export function loadConfig(): Promise<Config> {
  return queryClient.query(config);
}

/** Undefined while they are on their way, or could not be had. */
export function useConfig(): Config | undefined {
  return useQuery(config).data;
}

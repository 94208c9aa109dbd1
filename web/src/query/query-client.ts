import { QueryClient } from '@tanstack/react-query';

/** What was loaded from the API, for all pages. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A failure is shown at once, with a button to try again: whoever waits decides.
      retry: false,
      refetchOnWindowFocus: false,
      // Without a network it shall fail and say so, instead of waiting silently.
      networkMode: 'always',
    },
  },
});

import { useQuery } from '@tanstack/react-query';
import { kaikei } from '../../api/kaikei.js';

/** As often as somebody who has the page open wants to know. */
const LOOK_AGAIN_MS = 15_000;

/** What waits for an operator now: for the menu and the overview alike. */
export function useAttention() {
  return useQuery({
    queryKey: ['admin', 'attention'],
    queryFn: ({ signal }) => kaikei.get('/api/admin/statistics/attention', { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** One event on its way to one endpoint. */
export interface Delivery {
  id: string;
  event: string;
  endpoint: string;
  type: string;
  /** `due`: is sent at `at`. `lost`: by request, never sent. `failed`: given up. */
  state: 'due' | 'delivered' | 'lost' | 'failed';
  /** When it is sent next, in sandbox milliseconds. */
  at: number;
  /** When it was queued, in sandbox milliseconds: retries end three days later. */
  since: number;
  attempts: number;
  /** The last attempt: an HTTP status, or why there was none. */
  last_status: number | null;
  last_error: string | null;
}

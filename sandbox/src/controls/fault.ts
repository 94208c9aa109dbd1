/** A scripted failure: `POST /_sandbox/faults`. */
export interface Fault {
  id: string;
  /** `POST /v1/payment_intents/:id`; `:id` stands for any segment. */
  route: string;
  kind: 'delay' | 'hang' | 'reset' | 'truncate' | 'status';
  /** Before or after the request takes effect. */
  when: 'before' | 'after';
  status: number;
  delay_ms: number;
  /** How many more requests it hits. */
  times: number;
}

export function faultMatches(fault: Fault, method: string, path: string): boolean {
  const [faultMethod, pattern = ''] = fault.route.split(' ', 2);
  if (faultMethod !== method) return false;
  const wanted = pattern.split('/');
  const actual = path.split('/');
  return (
    wanted.length === actual.length && wanted.every((part, i) => part.startsWith(':') || part === actual[i])
  );
}

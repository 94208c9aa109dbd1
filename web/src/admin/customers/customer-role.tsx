import type { CustomerDetail } from 'kaikei-sdk';
import { sessionStore } from '../../session/session-store.js';
import { useStore } from '../../store/store.js';
import { adminText } from '../../text/text.js';
import { ChangeRole } from '../operators/change-role.js';

/** What the account may do, and what stands in the way of another role. */
export function CustomerRole({ customer }: { customer: CustomerDetail }) {
  const session = useStore(sessionStore);
  const words = adminText.role;
  const isOperator = customer.role === 'operator';
  const isYou = session.state === 'signed-in' && session.user.id === customer.id;
  const isUnverified = !isOperator && !customer.email_verified;
  return (
    <section className="panel stack" aria-labelledby="role">
      <h2 id="role">{words.title}</h2>
      <p>{isOperator ? words.isOperator : words.isCustomer}</p>
      {isYou && <p className="soft">{words.isYou}</p>}
      {isUnverified && <p className="soft">{words.unverified}</p>}
      {!isYou && !isUnverified && (
        <div className="row">
          <ChangeRole account={customer} />
        </div>
      )}
    </section>
  );
}

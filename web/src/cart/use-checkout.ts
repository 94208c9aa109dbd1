import { useEffect, useRef } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { useAction } from '../hooks/use-action.js';
import { sessionStore } from '../session/session-store.js';
import { useStore } from '../store/store.js';
import type { CartGroup } from './cart.js';
import { cartStore } from './cart-store.js';
import { placeOrder } from './place-order.js';

/** Places the order of these lines and goes on to its payment; asks to sign in first where nobody is. */
export function useCheckout(group: CartGroup) {
  const signedIn = useStore(sessionStore).state === 'signed-in';
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const { busy, error, start } = useAction(async () => {
    if (!signedIn) {
      navigate('/sign-in?next=/cart');
      return;
    }
    const order = await placeOrder(group);
    // Whoever has gone elsewhere meanwhile is not pulled back; the order waits among theirs.
    if (isHere.current) navigate(`/orders/${order.id}/pay`);
    cartStore.removeOrdered(group.orderKey);
  });

  return { signedIn, placing: busy, error, checkOut: start };
}

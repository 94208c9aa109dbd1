import { useEffect, useRef, useState } from 'react';
import type { ApiError } from '../api/api-error.js';
import { asApiError } from '../hooks/use-resource.js';
import { navigate } from '../router/location.js';
import { sessionStore } from '../session/session-store.js';
import { useStore } from '../store/store.js';
import type { CartGroup } from './cart.js';
import { cartStore } from './cart-store.js';
import { placeOrder } from './place-order.js';

/** Places the order of these lines and goes on to its payment; asks to sign in first where nobody is. */
export function useCheckout(group: CartGroup) {
  const signedIn = useStore(sessionStore).state === 'signed-in';
  const [placing, setPlacing] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  async function checkOut() {
    if (!signedIn) {
      navigate('/sign-in?next=/cart');
      return;
    }
    setPlacing(true);
    setError(null);
    try {
      const order = await placeOrder(group);
      // Whoever has gone elsewhere meanwhile is not pulled back; the order waits among theirs.
      if (isHere.current) navigate(`/orders/${order.id}/pay`);
      cartStore.removeOrdered(group.orderKey);
    } catch (cause) {
      setError(asApiError(cause));
    }
    setPlacing(false);
  }

  return { signedIn, placing, error, checkOut: () => void checkOut() };
}

import type { Seller } from '../orders/seller.js';
import type { Channel } from './ports/notification-queue.js';

/** Which channels there are here, and where links lead. */
export class NotificationSettings {
  constructor(
    readonly channels: ReadonlySet<Channel>,
    /** Origin of the shop's pages, without a slash at its end. */
    readonly origin: string,
    readonly seller: Seller,
  ) {}
}

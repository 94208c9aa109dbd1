import { receiptPage } from '../../../src/api/orders/receipt-page.js';
import { Seller } from '../../../src/application/orders/seller.js';
import { placeOrder } from '../../support/orders.js';

describe('the page of a receipt', () => {
  it('has the day of the payment where the shop is, wherever the server is', () => {
    const placed = placeOrder().snapshot();
    const order = { ...placed, capturedMinor: placed.totalMinor };
    const receipt = { order, paidAt: new Date('2026-11-27T20:00:00Z'), buyerName: 'Hanako' };
    const page = receiptPage(receipt, new Seller(null, null, 'Asia/Tokyo'), 'ja');
    expect(page).toContain('2026年11月28日');
    expect(receiptPage(receipt, new Seller(null, null, 'America/New_York'), 'en')).toContain(
      'November 27, 2026',
    );
  });
});

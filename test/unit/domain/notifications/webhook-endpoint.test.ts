import { SECRET_OVERLAP_MS } from '../../../../src/domain/notifications/webhook-endpoint.js';
import { webhookEndpoint } from '../../../support/webhook-endpoint.js';

const AT = new Date('2026-11-21T09:00:00Z');
const LATER = new Date('2026-11-25T09:00:00Z');

describe('a webhook endpoint', () => {
  it('keeps the secret before valid for a day when it rolls, and the one before that no longer', () => {
    const endpoint = webhookEndpoint({ sealedSecret: Buffer.from('1') });
    endpoint.rollSecret(Buffer.from('2'), AT);
    expect(endpoint.snapshot()).toMatchObject({
      sealedSecret: Buffer.from('2'),
      sealedPreviousSecret: Buffer.from('1'),
      previousSecretValidUntil: new Date(AT.getTime() + SECRET_OVERLAP_MS),
    });
    endpoint.rollSecret(Buffer.from('3'), AT);
    expect(endpoint.snapshot().sealedPreviousSecret).toEqual(Buffer.from('2'));
  });

  it('begins anew when it is enabled again', () => {
    const endpoint = webhookEndpoint();
    endpoint.noteFailure(AT);
    endpoint.disable('failing', LATER);
    endpoint.change({ enabled: true }, LATER);
    expect(endpoint.snapshot()).toMatchObject({ enabled: true, disabledReason: null, failingSince: null });
  });

  it('keeps the first reason for which it was disabled', () => {
    const endpoint = webhookEndpoint();
    endpoint.disable('gone', AT);
    endpoint.change({ enabled: false }, LATER);
    expect(endpoint.snapshot().disabledReason).toBe('gone');
  });

  it('counts its failures from the first since a success, and is beyond hope after three days', () => {
    const endpoint = webhookEndpoint();
    expect(endpoint.isBeyondHope(LATER)).toBe(false);
    expect([endpoint.noteFailure(AT), endpoint.noteFailure(LATER)]).toEqual([AT, AT]);
    expect([endpoint.isBeyondHope(AT), endpoint.isBeyondHope(LATER)]).toEqual([false, true]);
    endpoint.noteSuccess(LATER);
    endpoint.noteSuccess(LATER);
    expect(endpoint.isBeyondHope(LATER)).toBe(false);
  });

  it('changes only what is given', () => {
    const endpoint = webhookEndpoint();
    endpoint.change({ url: 'https://new.example/', description: 'new', eventTypes: ['order.paid'] }, AT);
    endpoint.change({}, LATER);
    expect(endpoint.snapshot()).toMatchObject({
      url: 'https://new.example/',
      description: 'new',
      eventTypes: ['order.paid'],
      enabled: true,
      updatedAt: LATER,
    });
  });
});

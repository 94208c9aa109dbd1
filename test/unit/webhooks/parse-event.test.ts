import { DomainError } from '../../../src/domain/shared/domain-error.js';
import { parseEvent } from '../../../src/webhooks/receive/parse-event.js';

const ORGANIZATION = '00000000-0000-7000-8000-000000000001';
const EVENT = {
  id: 'evt_1',
  object: 'event',
  api_version: '2026-10-28.endive',
  created: 1_763_640_000,
  livemode: false,
  type: 'payment_intent.succeeded',
  data: { object: { id: 'pi_1', object: 'payment_intent' } },
};

const parse = (body: unknown): ReturnType<typeof parseEvent> =>
  parseEvent(ORGANIZATION, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

describe('the payload of an event', () => {
  it('is kept as it came, beside what is needed to find and order it', () => {
    const payload = JSON.stringify(EVENT, null, 2);
    expect(parse(payload)).toEqual({
      organizationId: ORGANIZATION,
      id: 'evt_1',
      type: 'payment_intent.succeeded',
      account: null,
      objectId: 'pi_1',
      livemode: false,
      apiVersion: '2026-10-28.endive',
      createdAt: new Date(1_763_640_000_000),
      payload,
    });
  });

  it('is kept without client secrets, whatever holds them, and with everything else', () => {
    const object = {
      id: 'pi_1',
      client_secret: 'pi_1_secret_x',
      last_setup_error: { setup_intent: { client_secret: 'seti_1_secret_y' } },
    };
    const note = 'the \\"client_secret\\": "is" here';
    const { payload } = parse({ ...EVENT, data: { object: { ...object, description: note } } });
    expect(JSON.parse(payload)).toEqual({
      ...EVENT,
      data: {
        object: {
          id: 'pi_1',
          client_secret: null,
          last_setup_error: { setup_intent: { client_secret: null } },
          description: note,
        },
      },
    });
  });

  it("of a connected account carries the account's id", () => {
    expect(parse({ ...EVENT, account: 'acct_1' }).account).toBe('acct_1');
  });

  it('whose object has no id is kept all the same', () => {
    expect(
      parse({ ...EVENT, type: 'balance.available', data: { object: { object: 'balance' } } }).objectId,
    ).toBeNull();
  });

  it('of a thin event is recognised', () => {
    const thin = {
      id: 'evt_thin',
      object: 'v2.core.event',
      type: 'v1.billing.meter.error_report_triggered',
      created: '2026-11-20T12:00:00.000Z',
      livemode: false,
      related_object: { id: 'mtr_1', type: 'billing.meter' },
    };
    expect(parse(thin)).toMatchObject({ objectId: 'mtr_1', createdAt: new Date('2026-11-20T12:00:00Z') });
  });

  it.each([
    ['no JSON', '{"id":'],
    ['no object', '[]'],
    ['null', 'null'],
    ['without an id', { ...EVENT, id: undefined }],
    ['with an id that is no text', { ...EVENT, id: 7 }],
    ['with an endless id', { ...EVENT, id: 'e'.repeat(256) }],
    ['without a type', { ...EVENT, type: '' }],
    ['without an object', { ...EVENT, data: {} }],
    ['without a time', { ...EVENT, created: undefined }],
    ['with a time that is none', { ...EVENT, created: 'soon' }],
  ])('that is %s is refused', (_name, body) => {
    expect(() => parse(body)).toThrow(DomainError);
    expect(() => parse(body)).toThrow("The body is no event of Stripe's");
  });
});

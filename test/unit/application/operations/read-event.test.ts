import { readEvent } from '../../../../src/application/operations/read-event.js';
import { DomainError } from '../../../../src/domain/shared/domain-error.js';

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

const THIN_EVENT = {
  id: 'evt_thin',
  object: 'v2.core.event',
  type: 'v1.billing.meter.error_report_triggered',
  created: '2026-11-20T12:00:00.000Z',
  livemode: true,
  context: null,
  related_object: { id: 'mtr_1', type: 'billing.meter', url: '/v1/billing/meters/mtr_1' },
};

const parse = (body: unknown): ReturnType<typeof readEvent> =>
  readEvent(ORGANIZATION, typeof body === 'string' ? body : JSON.stringify(body));

const nested = (levels: number): object => (levels === 0 ? {} : { id: 'pi_1', next: nested(levels - 1) });

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

  it('is as deep as it likes within reason', () => {
    expect(parse({ ...EVENT, data: { object: nested(900) } }).objectId).toBe('pi_1');
  });

  it('whose object has no id is kept all the same', () => {
    expect(
      parse({ ...EVENT, type: 'balance.available', data: { object: { object: 'balance' } } }).objectId,
    ).toBeNull();
  });

  it.each(['2014-08-04', '2020-08-27', null])(
    'is read in the version that the endpoint or the event was made with: %s',
    (api_version) => {
      expect(parse({ ...EVENT, api_version }).apiVersion).toBe(api_version);
    },
  );

  it('of a thin event names its object and tells its time and mode', () => {
    expect(parse(THIN_EVENT)).toMatchObject({
      id: 'evt_thin',
      type: 'v1.billing.meter.error_report_triggered',
      objectId: 'mtr_1',
      account: null,
      livemode: true,
      apiVersion: null,
      createdAt: new Date('2026-11-20T12:00:00Z'),
    });
  });

  it.each([
    ['acct_1', 'acct_1'],
    ['org_1/acct_2', 'acct_2'],
    ['org_1', null],
    [undefined, null],
  ])('of a thin event with the context %s is of the account %s', (context, account) => {
    expect(parse({ ...THIN_EVENT, context }).account).toBe(account);
  });

  it('of a thin event about no object is kept all the same', () => {
    expect(parse({ ...THIN_EVENT, related_object: null }).objectId).toBeNull();
  });

  it('that names its object by what no index can hold is kept without the name', () => {
    for (const id of ['a\0b', 'x'.repeat(256), 7]) {
      expect(parse({ ...EVENT, data: { object: { id } } }).objectId).toBeNull();
    }
  });

  it.each([
    ['no JSON', '{"id":'],
    ['no object', '[]'],
    ['null', 'null'],
    ['without an id', { ...EVENT, id: undefined }],
    ['with an id that is no text', { ...EVENT, id: 7 }],
    ['with an endless id', { ...EVENT, id: 'e'.repeat(256) }],
    ['with a null character in its id', { ...EVENT, id: 'evt_\0' }],
    ['without a type', { ...EVENT, type: '' }],
    ['without an object', { ...EVENT, data: {} }],
    ['without a time', { ...EVENT, created: undefined }],
    ['with a time that is none', { ...EVENT, created: 'soon' }],
    ['with a time before all clocks', { ...EVENT, created: -8e12 }],
    ['with a time beyond all calendars', { ...EVENT, created: 8e12 }],
    ['nested deeper than any object of Stripe', { ...EVENT, data: { object: nested(1_001) } }],
    ['of an account that is no text', { ...EVENT, account: { id: 'acct_1' } }],
    ['of an account with an endless id', { ...EVENT, account: `acct_${'1'.repeat(256)}` }],
    ['of an account with a null character', { ...EVENT, account: 'acct_\0' }],
  ])('that is %s is refused', (_name, body) => {
    expect(() => parse(body)).toThrow(DomainError);
    expect(() => parse(body)).toThrow("The body is no event of Stripe's");
  });
});

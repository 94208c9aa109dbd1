import { SlackChannel } from '../../../src/infrastructure/notifications/slack-channel.js';
import { WebhookReceiver } from '../../support/webhook-receiver.js';

describe('the operators’ channel', () => {
  let slack: WebhookReceiver;
  let channel: SlackChannel;

  beforeAll(async () => {
    slack = await WebhookReceiver.start();
    channel = new SlackChannel(`${slack.url}/sesame`);
  });
  afterAll(() => slack.close());

  it('is posted to as Slack takes it, and what people wrote mentions nobody', async () => {
    await channel.post('Dispute opened: <!channel> & more');
    expect(slack.received).toMatchObject([
      { path: '/hook/sesame', body: '{"text":"Dispute opened: &lt;!channel&gt; &amp; more"}' },
    ]);
  });

  it.each([500, 302, 404])(
    'fails with %i, and does not name its address, which is a secret',
    async (status) => {
      slack.answerWith(status, '', { location: '/elsewhere' });
      const failure: unknown = await channel.post('text').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(String(failure)).not.toContain('sesame');
      expect(slack.received.map(({ path }) => path)).not.toContain('/elsewhere');
    },
  );
});

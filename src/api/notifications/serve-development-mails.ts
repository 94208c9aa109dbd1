import { isIP } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IDevelopmentMailbox } from '../../application/notifications/ports/development-mailbox.js';
import { normalizeEmail } from '../../domain/identity/email-address.js';
import { developmentMailsPage } from './development-mails-page.js';
import { DEVELOPMENT_MAILS_STYLE } from './development-mails-style.js';

/** RFC 7239, and what was there before it. */
const FORWARDED = /^(?:x-)?forwarded(?:-|$)/;
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/**
 * `/dev/mails` and `/dev/mails.json`: what was sent in development, links that let somebody in included. So only who sits
 * at this machine is shown it, and only under a name of this machine: a foreign page whose name leads here is another. What
 * a proxy or a tunnel on this machine hands on comes from somewhere else.
 */
export function serveDevelopmentMails(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const mailbox = app.get(IDevelopmentMailbox);
  const onlyHere = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    void reply.header('cache-control', 'no-store');
    if (isHere(request)) done();
    else reply.callNotFound();
  };
  server.get('/dev/mails.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(DEVELOPMENT_MAILS_STYLE),
  );
  server.get('/dev/mails', { onRequest: onlyHere }, async (request, reply) => {
    const to = addressIn(request);
    return reply.type('text/html; charset=utf-8').send(developmentMailsPage(await mailbox.list(to), to));
  });
  server.get('/dev/mails.json', { onRequest: onlyHere }, async (request) => {
    const mails = await mailbox.list(addressIn(request));
    const data = mails.map(({ id, to, subject, text, sentAt }) => ({
      id,
      to,
      subject,
      text,
      sent_at: sentAt.toISOString(),
    }));
    return { data, has_more: false, next_cursor: null };
  });
}

function isHere(request: FastifyRequest): boolean {
  if (Object.keys(request.headers).some((name) => FORWARDED.test(name))) return false;
  const { hostname } = request;
  const isOwnName = hostname === 'localhost' || LOOPBACK.test(hostname.replace(/^\[|\]$/g, ''));
  const address = request.socket.remoteAddress ?? '';
  return isOwnName && isIP(address) !== 0 && LOOPBACK.test(address);
}

function addressIn({ query }: FastifyRequest): string | null {
  const { to } = query as { readonly to?: unknown };
  return typeof to === 'string' && to.trim() !== '' ? normalizeEmail(to) : null;
}

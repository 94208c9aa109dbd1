import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Family } from './family.js';
import type { Dispatcher } from './dispatch.js';

/** Stripe refuses larger bodies than this too; none of its JSON or form requests comes near. */
const BODY_LIMIT_BYTES = 1024 * 1024;

/** A search query may be long; more than this is no request of any SDK. */
const HEADER_LIMIT_BYTES = 64 * 1024;

/** Ids are up to 255 characters long; test tokens may be sent where ids go. */
const MAX_PARAM_LENGTH = 512;

/** The HTTP server with all of Stripe's routes. Pages and controls are added by their own modules. */
export function createServer(families: Family[], dispatcher: Dispatcher): FastifyInstance {
  const refuse = (reply: FastifyReply, status: number, message: string): FastifyReply =>
    sendRefusal(reply.header('Request-Id', dispatcher.requestId()), status, message);
  const server = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    http: { maxHeaderSize: HEADER_LIMIT_BYTES },
    clientErrorHandler: refuseBrokenRequest,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH, ignoreTrailingSlash: true },
    frameworkErrors: (error, _request, reply) => void refuse(reply as FastifyReply, 400, error.message),
  });
  server.removeAllContentTypeParsers();
  const form = { parseAs: 'string' as const };
  server.addContentTypeParser('application/x-www-form-urlencoded', form, (_request, body, done) =>
    done(null, body),
  );
  server.addContentTypeParser('application/json', form, parseJson);
  server.addContentTypeParser('*', form, (_request, body, done) =>
    done(null, body === '' ? '' : { unreadable: true }),
  );

  for (const route of families.flatMap((family) => family.routes))
    server.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => {
        if (typeof request.body === 'object' && request.body !== null)
          return refuse(
            reply,
            400,
            'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
          );
        return dispatcher.handle(route, request, reply);
      },
    });
  server.options('/v1/*', (_request, reply) => reply.code(204).headers(CORS).send());
  server.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?', 1);
    const message = `Unrecognized request URL (${request.method}: ${path.slice(0, 200)}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
    return refuse(reply, 404, message);
  });
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) process.stderr.write(`sandbox: ${error.stack ?? error.message}\n`);
    return refuse(reply, status, error.message);
  });
  return server;
}

/** What could not even be parsed as HTTP gets Stripe's shape as well, as long as anybody is listening. */
function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({
    error: { type: 'invalid_request_error', message: `Invalid request: ${error.message}` },
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, DELETE, OPTIONS',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key, Stripe-Version',
  'Access-Control-Max-Age': '600',
};

function sendRefusal(reply: FastifyReply, status: number, message: string): FastifyReply {
  const type = status >= 500 ? 'api_error' : 'invalid_request_error';
  return reply
    .code(status)
    .type('application/json')
    .headers(CORS)
    .send(JSON.stringify({ error: { type, message } }));
}

/** The controls speak JSON; a body that is none is left for the route to refuse. */
function parseJson(
  _request: unknown,
  body: string | Buffer,
  done: (error: Error | null, value?: unknown) => void,
): void {
  if (body.length === 0) {
    done(null, {});
    return;
  }
  try {
    done(null, JSON.parse(String(body)));
  } catch {
    done(Object.assign(new Error('The body is not valid JSON.'), { statusCode: 400 }));
  }
}

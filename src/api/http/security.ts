import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { WEBHOOK_PREFIX } from './body-parsing.js';

/** Where Stripe.js comes from, what it calls and what it frames: docs.stripe.com/security/guide#content-security-policy. */
const STRIPE_ORIGINS = {
  script: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  connect: ['https://api.stripe.com'],
  frame: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
};

/** Below this, compression costs more than it saves: an answer fits one network packet anyway. */
const COMPRESSION_THRESHOLD_BYTES = 1_024;

export interface SecuritySettings {
  readonly allowedOrigins: readonly string[];
  /** Of the sandbox's browser script; null when browsers talk to Stripe itself. */
  readonly sandboxOrigin: string | null;
  readonly production: boolean;
}

/**
 * Headers, cross-origin rules, cookies and compression. Awaited one by one, before any route is added: each plugin
 * looks at the routes that come after it.
 */
export async function secure(app: NestFastifyApplication, settings: SecuritySettings): Promise<void> {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', (route) => {
      // Stripe reads neither headers for browsers nor compressed answers, and these routes are the hottest.
      if (route.url.startsWith(WEBHOOK_PREFIX)) Object.assign(route, { compress: false, helmet: false });
      if (route.url.startsWith('/docs')) Object.assign(route, { helmet: docsPolicy(settings) });
    });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: policy(settings) },
    // Stripe's frames and the sandbox's script come from other origins and do not send the opt-in header.
    crossOriginEmbedderPolicy: false,
    // A bank's 3-D Secure page may open as a popup and must be able to report back.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    frameguard: { action: 'deny' },
    // Plain HTTP on one's own machine is fine; a browser that once saw this header would refuse it from then on.
    strictTransportSecurity: settings.production ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  });
  app.enableCors({
    origin: [...settings.allowedOrigins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'],
    exposedHeaders: ['X-Request-Id', 'Idempotency-Replayed', 'Retry-After'],
  });
  await app.register(cookie);
  await app.register(compress, {
    threshold: COMPRESSION_THRESHOLD_BYTES,
    encodings: ['br', 'gzip'],
    // Of answers only: a body comes in as its signature and its limit mean it.
    globalDecompression: false,
  });
}

/** The page of the API's documentation brings its styles along inside; nobody's data is shown there. */
function docsPolicy(settings: SecuritySettings): FastifyHelmetOptions {
  const directives = { ...policy(settings), 'style-src': ["'self'", "'unsafe-inline'"] };
  return { contentSecurityPolicy: { useDefaults: false, directives } };
}

function policy({ sandboxOrigin }: SecuritySettings): Record<string, string[]> {
  const origins = sandboxOrigin
    ? { script: [sandboxOrigin], connect: [sandboxOrigin], frame: [sandboxOrigin] }
    : STRIPE_ORIGINS;
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...origins.script],
    'connect-src': ["'self'", ...origins.connect],
    'frame-src': ["'self'", ...origins.frame],
    'img-src': ["'self'", 'data:', 'https://*.stripe.com'],
    'style-src': ["'self'"],
    'font-src': ["'self'", 'data:'],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
  };
}

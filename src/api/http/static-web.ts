import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from './request-facts.js';

/** As far away from `src/api/http` as from `dist/api/http`. */
const WEB_ROOT = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

/** Vite puts a hash of the content into these files' names, so they never change. */
const HASHED_ASSETS = '/assets/';
const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Everything else is asked for again each time, and answered 304 while it is the same. */
const REVALIDATE = 'no-cache';

/** Paths that machines speak to. A page never answers there, whatever the client accepts. */
const NOT_PAGES = /^\/(?:api|webhooks|health|docs|openapi\.json|metrics|dev)(?:\/|$)/;

/** The built front end: its files, and its one page for every address that a person may have opened or reloaded. */
export async function serveWeb(app: NestFastifyApplication, root: string = WEB_ROOT): Promise<void> {
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/*', (request, reply) => {
      const file = fileFor(request);
      if (file === null) reply.callNotFound();
      else void sendFile(reply, file);
    });
}

/** Null where nothing of ours is to be found. */
function fileFor(request: FastifyRequest): string | null {
  const path = pathOf(request);
  if (NOT_PAGES.test(path)) return null;
  if (extname(path) !== '') return path;
  return acceptsPage(request) ? '/index.html' : null;
}

function sendFile(reply: FastifyReply, path: string): FastifyReply {
  void reply.header('cache-control', path.startsWith(HASHED_ASSETS) ? IMMUTABLE : REVALIDATE);
  return reply.sendFile(path);
}

function acceptsPage(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') === true;
}

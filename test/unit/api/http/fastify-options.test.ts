import Fastify from 'fastify';
import { describe, expect, it } from '@jest/globals';
import { fastifyOptions } from '../../../../src/api/http/fastify-options.js';

describe('a client that trickles its bytes', () => {
  it('holds a socket for half a minute: a whole request has longer than its headers, and someone looks', () => {
    const { server } = Fastify(fastifyOptions([]));
    expect(server.requestTimeout).toBe(30_000);
    // Node checks the shorter of the two against the headers and the longer one against the whole.
    expect(server.headersTimeout).toBeLessThan(server.requestTimeout);
    expect(fastifyOptions([]).http?.connectionsCheckingInterval).toBeLessThanOrEqual(5_000);
  });
});

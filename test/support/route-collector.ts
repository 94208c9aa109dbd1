import { Injectable, Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';

export interface Route {
  readonly method: string;
  /** As it is written down: `/api/orders/:id`. */
  readonly path: string;
}

/** A module for `startApp` that writes every route down as it is added: the app's own table, not somebody's list of it. */
export function collectRoutes(into: Route[]): NonNullable<Parameters<typeof Module>[0]['imports']>[number] {
  @Injectable()
  class RouteCollector {
    constructor(host: HttpAdapterHost<FastifyAdapter>) {
      host.httpAdapter.getInstance().addHook('onRoute', ({ method, url: path }) => {
        for (const one of [method].flat()) {
          if (!['HEAD', 'OPTIONS'].includes(one)) into.push({ method: one, path });
        }
      });
    }
  }
  @Module({ providers: [RouteCollector] })
  class CollectorModule {}
  return CollectorModule;
}

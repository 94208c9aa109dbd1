import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { PUBLIC_ROUTE } from '../auth/public.js';
import { PROBLEM_TYPE } from '../problem/problem.js';
import { ProblemResponse } from './problem.dto.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const DESCRIPTION = `Amounts are integer minor units with a lower-case \`currency\`, times ISO 8601 in UTC, ids UUIDv7.
Errors are problem details (RFC 9457) with a stable \`code\`.

Send the access token as a bearer token, or let the cookies that login sets speak for you: unsafe requests by cookie
also need the header \`X-CSRF-Token\`.`;

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description:
    'Makes a retry safe: the first answer is given again, with `Idempotency-Replayed: true`, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** The OpenAPI 3.1 document, made of controllers and DTOs as they are. */
export function openApiDocument(app: INestApplication, version: string): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Kaikei')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addCookieAuth('kaikei_access', { type: 'apiKey', in: 'cookie' }, 'cookie')
    .build();
  const document = SwaggerModule.createDocument(app, outline, {
    operationIdFactory: operationId,
    extraModels: [ProblemResponse],
  });
  const open = publicOperations(app);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) complete(operation, path, method, open);
    }
  }
  return document;
}

/** `OrdersController.place` is `ordersPlace`: a name that generators of clients can use as it is. */
function operationId(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return name.charAt(0).toLowerCase() + name.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
}

/** What holds for every operation of its kind, and so is written on none. */
function complete(operation: Operation, path: string, method: string, open: ReadonlySet<string>): void {
  operation.security = open.has(operation.operationId ?? '') ? [] : [{ bearer: [] }, { cookie: [] }];
  operation.responses.default ??= {
    description: 'A problem',
    content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/ProblemResponse' } } },
  };
  if (method === 'post' && path.startsWith('/api/') && !path.startsWith('/api/auth/')) {
    operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  }
}

/** The operations that need no token, by the same mark that the guard reads. */
function publicOperations(app: INestApplication): ReadonlySet<string> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return new Set(
    controllers.flatMap(({ metatype }) => {
      if (!metatype) return [];
      const prototype = metatype.prototype as Record<string, unknown>;
      return Object.getOwnPropertyNames(prototype)
        .filter((name) => name !== 'constructor' && (isPublic(metatype) || isPublic(prototype[name])))
        .map((name) => operationId(metatype.name, name));
    }),
  );
}

function isPublic(target: unknown): boolean {
  return typeof target === 'function' && Reflect.getMetadata(PUBLIC_ROUTE, target) === true;
}

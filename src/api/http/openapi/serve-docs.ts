import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { openApiDocument } from './document.js';

/** `/openapi.json` and a page to read it, `/docs`. The document is made when it is first asked for. */
export function serveDocs(app: NestFastifyApplication, version: string): void {
  const document = (): OpenAPIObject => openApiDocument(app, version);
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Kaikei API',
  });
}

import { Body, Controller, Get, HttpCode, Module, Post, Req } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsString, Min, ValidateNested } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../src/api/http/auth/public.js';
import { IdempotentResourceId } from '../../src/api/http/idempotency/idempotent-resource-id.js';
import { IdempotentPosts } from '../../src/api/http/idempotency/idempotent-posts.js';
import { RefetchOnReplay, ReplaySecret } from '../../src/api/http/idempotency/refetch-on-replay.js';
import { DomainError, type ErrorKind, InvariantViolation } from '../../src/domain/shared/domain-error.js';
import { StaleWriteError } from '../../src/infrastructure/persistence/write-conflict.js';

class Line {
  @IsInt()
  @Min(1)
  quantity!: number;
}

class Order {
  @IsString()
  name!: string;

  @ValidateNested({ each: true })
  @Type(() => Line)
  items!: Line[];
}

/** What a probe's route does next: returns its answer, or throws. */
export type Behaviour = () => unknown;

/** Routes that do what a test tells them to, and count how often they did. */
export class EdgeProbe {
  executions = 0;
  readonly resourceIds: (string | undefined)[] = [];
  secret = 'first';
  next: Behaviour = () => ({ ok: true });

  execute(): Promise<unknown> {
    this.executions += 1;
    return Promise.resolve(this.next());
  }
}

class ProbeSecret extends ReplaySecret {
  constructor(private readonly probe: EdgeProbe) {
    super();
  }

  fetch(): Promise<string> {
    return Promise.resolve(this.probe.secret);
  }
}

@Controller()
@IdempotentPosts()
class ProbeController {
  constructor(private readonly probe: EdgeProbe) {}

  @Get('api/probe/error')
  @Public()
  async error(): Promise<unknown> {
    return this.probe.execute();
  }

  @Post('api/probe/validated')
  @Public()
  validated(@Body() body: Order): Order {
    return body;
  }

  @Post('api/probe/idempotent')
  @HttpCode(201)
  async idempotent(
    @IdempotentResourceId() resourceId: string | undefined,
    // Read, so that it may have any fields: they tell one request from another.
    @Body() _body: object,
  ): Promise<unknown> {
    this.probe.resourceIds.push(resourceId);
    return this.probe.execute();
  }

  @Post('api/probe/secret')
  @HttpCode(200)
  @RefetchOnReplay('client_secret', ProbeSecret)
  async handsOutSecret(): Promise<unknown> {
    await this.probe.execute();
    return { id: 'pi_1', client_secret: this.probe.secret, amount: 100 };
  }

  @Post('api/auth/probe')
  @HttpCode(200)
  async auth(): Promise<unknown> {
    return this.probe.execute();
  }

  @Get('api/probe/client')
  @Public()
  client(@Req() request: FastifyRequest): { ip: string } {
    return { ip: request.ip };
  }
}

/** The probe as a module for `startApp({ extraModules: [...] })`. */
export function probeModule(probe: EdgeProbe): NonNullable<Parameters<typeof Module>[0]['imports']>[number] {
  @Module({
    controllers: [ProbeController],
    providers: [
      { provide: EdgeProbe, useValue: probe },
      { provide: ProbeSecret, useValue: new ProbeSecret(probe) },
    ],
  })
  class ProbeModule {}
  return ProbeModule;
}

export const throws = {
  kind: (kind: ErrorKind) => () => {
    throw new DomainError(`probe_${kind}`, kind, 'As the test asked for.');
  },
  bug: () => {
    throw new InvariantViolation('select secret from internals');
  },
  stale: () => {
    throw new StaleWriteError('The probe');
  },
} as const;

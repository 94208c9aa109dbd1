import { Injectable } from '@nestjs/common';
import { IClock } from '../../application/ports/clock.js';

/** The wall clock of this process. */
@Injectable()
export class SystemClock extends IClock {
  now(): Date {
    return new Date();
  }
}

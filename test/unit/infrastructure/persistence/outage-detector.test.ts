import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { OutageDetector } from '../../../../src/infrastructure/persistence/system/outage-detector.js';

const withCode = (code: string): Error => Object.assign(new Error('from the driver'), { code });
const detector = new OutageDetector();

describe('OutageDetector', () => {
  it.each([
    ['a refused connection', withCode('ECONNREFUSED')],
    ['a server that shuts down', new QueryFailedError('SELECT 1', [], withCode('57P01'))],
    ['a server that starts', withCode('57P03')],
    ['too many connections', withCode('53300')],
    ['a connection that ended', new Error('Connection terminated unexpectedly')],
    ['a connection that ended within a transaction', new QueryRunnerAlreadyReleasedError()],
    ['the same, seen by the next statement', new QueryRunnerProviderAlreadyReleasedError()],
    ['a pool that stayed empty', new Error('timeout exceeded when trying to connect')],
    ['an address that failed in each family', new AggregateError([withCode('ECONNREFUSED')])],
    ['a cause, wrapped', new Error('outer', { cause: withCode('08006') })],
  ])('sees an outage in %s', (_, error) => {
    expect(detector.isOutage(error)).toBe(true);
  });

  it.each([
    ['a broken constraint', new QueryFailedError('INSERT', [], withCode('23505'))],
    ['a bug', new TypeError('x is not a function')],
    ['a string', 'ECONNREFUSED'],
  ])('sees none in %s', (_, error) => {
    expect(detector.isOutage(error)).toBe(false);
  });

  it('ends on causes that go in a circle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(detector.isOutage(error)).toBe(false);
  });
});

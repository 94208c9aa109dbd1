import { type Command, Option } from 'commander';
import { CreateApiKey } from '../application/identity/create-api-key.js';
import { API_KEY_SCOPES } from '../domain/identity/api-key.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../domain/shared/organization.js';
import type { CliTools } from './program.js';

/** `apikey create` */
export function addApiKeyCommands(program: Command, { print, withApplication }: CliTools): void {
  program
    .command('apikey')
    .description('keys by which your servers act for customers')
    .command('create')
    .description('make a key, and show it this once')
    .argument('<name>', 'for people: which server has it')
    .addOption(
      new Option('--scope <scopes...>', 'what it is good for').choices(API_KEY_SCOPES).makeOptionMandatory(),
    )
    .action(async (name: string, { scope: scopes }: { scope: string[] }) => {
      await withApplication(async (app) => {
        const asked = { organizationId, actorUserId: null, name, scopes };
        const { view, key } = await app.get(CreateApiKey).execute(asked);
        print({ id: view.id, name: view.name, scopes: view.scopes, key }, [
          `${view.id}: ${view.name}, ${view.scopes.join(', ')}`,
          'The key is told this once, and kept nowhere. Send it as a bearer token:',
          key,
        ]);
      });
    });
}

import type { CreateApiKeyRequest } from 'kaikei-sdk';

type Scope = CreateApiKeyRequest['scopes'][number];

export const adminAccessWords = {
  apiKeys: {
    title: 'API keys',
    lead: 'With a key a server of yours orders and begins payments for customers.',
    add: 'Make a key',
    name: 'Name',
    nameHint: 'Which server has it, such as “Warehouse”.',
    scopes: 'May',
    scopeNames: {
      'orders:read': 'Read orders',
      'orders:write': 'Place and cancel orders',
      'payments:write': 'Begin payments',
    } satisfies Record<Scope, string>,
    made: 'Made',
    lastUsed: 'Last used',
    neverUsed: 'Never',
    state: 'State',
    create: 'Make it',
    errors: {
      name: 'Please give it a name.',
      scopes: 'Please choose at least one.',
    },
    shownTitle: (name: string) => `The key “${name}”`,
    shownNote: 'Your server sends it as a bearer token. Copy it now: it is not shown again.',
    revoke: 'Revoke',
    revokeNamed: (name: string) => `Revoke ${name}`,
    revokeQuestion: (name: string) => `Revoke the key “${name}”?`,
    revokeNote: 'From the next request on it opens nothing. This cannot be taken back.',
    revokeYes: 'Yes, revoke it',
    revoking: 'Revoking it…',
    keep: 'Keep it',
    revoked: (name: string) => `“${name}” is revoked.`,
    revokedOn: (date: string) => `Revoked ${date}`,
    emptyTitle: 'No keys yet',
    empty: 'Make one for a server that orders for your customers.',
  },

  operators: {
    title: 'Operators',
    lead: 'They see every order and account, and move money. To make somebody one, open their account.',
    add: 'Choose from the customers',
    emptyTitle: 'No operators',
    empty: 'The first one is made by a command of the server.',
    since: 'Account since',
    you: 'That is you',
  },

  role: {
    title: 'Role',
    isOperator: 'An operator: sees every order and account, and moves money.',
    isCustomer: 'A customer: sees their own orders and account.',
    isYou: 'Your own role is changed by another operator.',
    unverified: 'Somebody becomes an operator once their e-mail address is verified.',
    promote: 'Make them an operator',
    promoteQuestion: (name: string) => `Make ${name} an operator?`,
    promoteNote:
      'They will see every order and account, and can give money back. They are signed out, and sign in anew.',
    promoteYes: 'Yes, make them one',
    promoted: (name: string) => `${name} is an operator.`,
    demote: 'Make them a customer again',
    demoteQuestion: (name: string) => `Make ${name} a customer again?`,
    demoteNote: 'They lose the operators’ pages at once, and are signed out.',
    demoteYes: 'Yes, take it away',
    demoted: (name: string) => `${name} is a customer again.`,
    doing: 'Changing it…',
    no: 'Leave it',
  },
};

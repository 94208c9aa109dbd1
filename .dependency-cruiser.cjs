/**
 * The layer rules of the architecture (docs/decisions): arrows point inward. `test/architecture` runs this very file on
 * a tree with one violation of each rule and expects to see it.
 */
/** Contexts have a folder of their own in every ring; these names are no contexts. */
const SHARED = 'shared|ports|system';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or miss a third. Types may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that cannot be found escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'domain-imports-only-domain',
      comment: 'The domain is pure: no framework, database, Stripe, clock, randomness or environment.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'domain-contexts-do-not-meet',
      comment: 'Contexts refer to each other by id; what they share stands in domain/shared.',
      severity: 'error',
      from: { path: `^src/domain/(?!(?:${SHARED})/)([^/]+)/` },
      to: { path: '^src/domain/', pathNot: '^src/domain/(?:$1|shared)/' },
    },
    {
      name: 'application-imports-only-inward',
      comment: 'Use cases know the domain and ports. No framework, no HTTP, no SQL, no Stripe.',
      severity: 'error',
      from: { path: '^src/application/' },
      to: { pathNot: '^src/(?:application|domain)/' },
    },
    {
      name: 'api-imports-only-inward',
      comment: 'Controllers call use cases. They never see SQL, Stripe or another ring beside theirs.',
      severity: 'error',
      from: { path: '^src/api/' },
      to: { path: '^src/', pathNot: '^src/(?:api|application|domain)/' },
    },
    {
      name: 'webhooks-import-only-inward',
      comment:
        'The webhook module stands beside api: it receives over the same HTTP edge, and calls use cases.',
      severity: 'error',
      from: { path: '^src/webhooks/' },
      to: { path: '^src/', pathNot: '^src/(?:webhooks|application|domain)/|^src/api/http/' },
    },
    {
      name: 'infrastructure-imports-only-inward',
      comment: 'Adapters implement ports in the words of application and domain; they know no controller.',
      severity: 'error',
      from: { path: '^src/infrastructure/' },
      to: { path: '^src/', pathNot: '^src/(?:infrastructure|application|domain)/' },
    },
    {
      name: 'persistence-contexts-do-not-meet',
      comment: "A context never reaches into another's tables.",
      severity: 'error',
      from: { path: '^src/infrastructure/persistence/([^/]+)/' },
      to: {
        path: '^src/infrastructure/persistence/[^/]+/',
        pathNot: '^src/infrastructure/persistence/$1/',
      },
    },
    {
      name: 'stripe-stays-with-its-adapter',
      comment: 'No Stripe type leaves infrastructure/stripe and webhooks: everyone else speaks our language.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(?:infrastructure/stripe|webhooks)/' },
      to: { path: '(?:^|/)node_modules/stripe/' },
    },
    {
      name: 'http-stays-above',
      comment:
        'No HTTP below api: errors have a kind there, and api maps it to a status. One file is a client of others.',
      severity: 'error',
      from: {
        path: '^src/(?:domain|application|infrastructure)/',
        pathNot: '^src/infrastructure/notifications/http-post\\.ts$',
      },
      to: {
        path: '(?:^|/)node_modules/(?:fastify|@fastify|@nestjs/platform-fastify|@nestjs/swagger)/|^(?:node:)?https?$',
      },
    },
    {
      name: 'only-wiring-sees-everything',
      comment:
        'Only modules/ and the process files may import the wiring; cli/ belongs to the process cli.ts.',
      severity: 'error',
      from: { path: '^src/(?:domain|application|infrastructure|api|webhooks)/' },
      to: { path: '^src/(?:modules/|cli/|[^/]+\\.ts$)' },
    },
    {
      name: 'modules-do-not-import-processes',
      comment: 'A module is wired into a process, never the other way round.',
      severity: 'error',
      from: { path: '^src/modules/' },
      to: { path: '^src/(?:cli/|[^/]+\\.ts$)' },
    },
    {
      name: 'sandbox-stands-alone',
      comment: 'The stand-in for Stripe must not share our mistakes.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(?:src|sdk|web|test|scripts)/' },
    },
    {
      name: 'web-stands-alone',
      comment: 'The front end knows the API by its contract only.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(?:src|sandbox|test|scripts)/' },
    },
    {
      name: 'sdk-stands-alone',
      comment: 'Others compile the client without the rest of this repository.',
      severity: 'error',
      from: { path: '^sdk/src/' },
      to: { path: '^(?:src|sandbox|web|test|scripts)/' },
    },
    {
      name: 'nothing-ships-with-tests',
      comment: 'What runs in production imports no tests, build scripts or stand-ins.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?:test|scripts|sandbox|sdk|web|migrations)/' },
    },
    {
      name: 'no-development-dependencies-in-production',
      comment: 'The production image has none of them.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['kaikei-source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};

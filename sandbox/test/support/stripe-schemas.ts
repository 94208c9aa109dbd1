import { createRequire } from 'node:module';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ts from 'typescript';

type Schema = Record<string, unknown>;

/** Builds JSON Schema from the installed `stripe` package's types, so that answers are held to Stripe's own shapes. */
export class StripeSchemas {
  readonly #checker: ts.TypeChecker;
  readonly #namespace: ts.Symbol;
  readonly #ajv = new Ajv2020({ strict: false, allowUnionTypes: true });
  readonly #names = new Map<ts.Type, string>();
  readonly #validators = new Map<string, ValidateFunction>();
  #eventNames: Map<string, ts.Type> | null = null;

  constructor() {
    const entry = createRequire(import.meta.url)
      .resolve('stripe')
      .replace(/cjs\/.*$/, 'esm/stripe.core.d.ts');
    const program = ts.createProgram([entry], {
      strict: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      types: [],
    });
    this.#checker = program.getTypeChecker();
    const file = program.getSourceFile(entry);
    const module = file && this.#checker.getSymbolAtLocation(file);
    const namespace =
      module && this.#checker.getExportsOfModule(module).find((each) => each.name === 'Stripe');
    if (!namespace) throw new Error(`${entry} exports no Stripe: have the types moved?`);
    this.#namespace = namespace;
  }

  /** What is wrong with `value` as the exported type `name`, such as `PaymentIntent` or `Checkout.Session`; null if nothing. */
  problems(name: string, value: unknown): string | null {
    return this.#check(`type:${name}`, () => this.#declared(name), value);
  }

  /** What is wrong with an event of any of Stripe's types. */
  eventProblems(event: { type: string }): string | null {
    const type = this.#events().get(event.type);
    if (!type) return `${event.type} is not among Stripe's event types`;
    return this.#check(`event:${event.type}`, () => type, event);
  }

  #check(key: string, type: () => ts.Type, value: unknown): string | null {
    let validate = this.#validators.get(key);
    if (!validate) {
      validate = this.#ajv.compile(this.#schemaOf(type()));
      this.#validators.set(key, validate);
    }
    if (validate(value)) return null;
    return (validate.errors ?? [])
      .slice(0, 5)
      .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
      .join('\n');
  }

  #declared(name: string): ts.Type {
    const symbol = name.split('.').reduce((within, part) => {
      const found = this.#checker.getExportsOfModule(within).find((each) => each.name === part);
      if (!found) throw new Error(`stripe exports no ${name}`);
      return found.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(found) : found;
    }, this.#namespace);
    return this.#checker.getDeclaredTypeOfSymbol(symbol);
  }

  #events(): Map<string, ts.Type> {
    if (this.#eventNames) return this.#eventNames;
    const union = this.#declared('Event');
    if (!union.isUnion()) throw new Error('Stripe.Event is no union any more');
    this.#eventNames = new Map();
    for (const member of union.types) {
      const property = member.getProperty('type');
      const type = property && this.#checker.getTypeOfSymbol(property);
      if (type?.isStringLiteral()) this.#eventNames.set(type.value, member);
    }
    return this.#eventNames;
  }

  #schemaOf(type: ts.Type): Schema {
    if (type.isUnion()) return this.#unionSchema(type);
    if (type.isStringLiteral()) return { const: type.value };
    if (type.isIntersection() || type.flags & ts.TypeFlags.String) return { type: 'string' };
    if (type.flags & ts.TypeFlags.BooleanLiteral)
      return { const: this.#checker.typeToString(type) === 'true' };
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.flags & ts.TypeFlags.Any) return {};
    if (type.getSymbol()?.name === 'Decimal') return { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' };
    if (this.#checker.isArrayType(type)) {
      const [item] = this.#checker.getTypeArguments(type as ts.TypeReference);
      return { type: 'array', items: item ? this.#schemaOf(item) : {} };
    }
    return this.#reference(type);
  }

  #unionSchema(union: ts.UnionType): Schema {
    const parts = union.types.filter((part) => !(part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)));
    const open = parts.some((part) => part.isIntersection() || part.flags & ts.TypeFlags.String);
    const literals = parts.filter((part) => part.isStringLiteral());
    const rest = parts.filter((part) => !part.isStringLiteral() && !part.isIntersection());
    const options = rest.map((part) => this.#schemaOf(part));
    if (open) options.push({ type: 'string' });
    else if (literals.length > 0) options.push({ enum: literals.map((part) => part.value) });
    return options.length === 1 ? (options[0] ?? {}) : { anyOf: options };
  }

  /** Objects refer to each other in circles, so each is defined once. Unknown fields are refused. */
  #reference(type: ts.Type): Schema {
    const known = this.#names.get(type);
    if (known) return { $ref: known };
    const name = `stripe:${type.getSymbol()?.name ?? 'anonymous'}/${this.#names.size}`;
    this.#names.set(type, name);
    const index = this.#checker.getIndexInfoOfType(type, ts.IndexKind.String);
    const schema = index
      ? { type: 'object', additionalProperties: this.#schemaOf(index.type) }
      : this.#objectSchema(type);
    this.#ajv.addSchema(schema, name);
    return { $ref: name };
  }

  #objectSchema(type: ts.Type): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const declared = this.#checker.getTypeOfSymbol(property);
      if (declared.getCallSignatures().length > 0) continue;
      if (isVoid(declared)) continue;
      properties[property.name] = this.#schemaOf(declared);
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    if (Object.keys(properties).length === 0) return { type: 'object' };
    return { type: 'object', properties, required, additionalProperties: false };
  }
}

/** `deleted?: void` says that a live object has no such field. */
function isVoid(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined));
}

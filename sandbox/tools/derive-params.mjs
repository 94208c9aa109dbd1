// Derives what each route accepts from the installed `stripe` package's own types, so that unknown parameters,
// wrong types and unknown enum values are refused as Stripe refuses them, at any depth. Run: node tools/derive-params.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const require = createRequire(import.meta.url);
const core = require.resolve('stripe').replace(/cjs\/stripe\.cjs\.node\.js$/, 'esm/stripe.core.d.ts');
const names = JSON.parse(readFileSync(new URL('params-roots.json', import.meta.url), 'utf8'));

const program = ts.createProgram([core], {
  strict: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  types: [],
});
const checker = program.getTypeChecker();
const source = program.getSourceFile(core);
const stripe = checker
  .getExportsOfModule(checker.getSymbolAtLocation(source))
  .find((s) => s.name === 'Stripe');

/** Nodes: "s" string, "i" integer, "b" boolean; {e} enum, {o, r} object, {a} array, {m} map, {u} union, {n} may be emptied with ''. */
function node(type, at) {
  if (at.length > 12) throw new Error(`deeper than any real parameter: ${at.join('.')}`);
  if (type.isUnion()) return unionNode(type, at);
  if (type.flags & ts.TypeFlags.StringLiteral) return { e: [type.value] };
  if (type.flags & ts.TypeFlags.String || isOtherString(type)) return 's';
  if (type.flags & ts.TypeFlags.Number) return 'i';
  if (type.flags & ts.TypeFlags.BooleanLike) return 'b';
  if (checker.isArrayType(type)) return { a: node(checker.getTypeArguments(type)[0], [...at, '[]']) };
  if (['Decimal', 'Date'].includes(type.symbol?.name)) return 's';
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  if (index) return { m: node(index.type, [...at, '*']) };
  return objectNode(type, at);
}

function isOtherString(type) {
  return type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String);
}

function unionNode(type, at) {
  const parts = type.types.filter(
    (t) => !(t.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.BooleanLiteral)),
  );
  const literals = parts.filter((t) => t.flags & ts.TypeFlags.StringLiteral).map((t) => t.value);
  const rest = parts.filter((t) => !(t.flags & ts.TypeFlags.StringLiteral) && !isOtherString(t));
  const values = literals.filter((value) => value !== '');
  const options = [
    ...(type.types.some((t) => t.flags & ts.TypeFlags.BooleanLiteral) ? ['b'] : []),
    ...(values.length > 0 && !rest.some((t) => t.flags & ts.TypeFlags.String) ? [{ e: values }] : []),
    ...rest.map((t) => node(t, at)),
  ];
  const inner = options.length === 1 ? options[0] : { u: options };
  return literals.includes('') ? { n: inner } : inner;
}

function objectNode(type, at) {
  const o = {};
  const r = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const declared = checker.getTypeOfSymbol(property);
    o[property.name] = node(declared, [...at, property.name]);
    if (!(property.flags & ts.SymbolFlags.Optional)) r.push(property.name);
  }
  return r.length > 0 ? { o, r } : { o };
}

/** Follows a dotted name such as `Checkout.SessionCreateParams` through Stripe's namespaces. */
function resolve(name) {
  return name.split('.').reduce((symbol, part) => {
    const found = checker.getExportsOfModule(symbol).find((s) => s.name === part);
    if (!found) throw new Error(`stripe exports no ${name}`);
    return found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  }, stripe);
}

const out = {};
for (const name of names) out[name] = node(checker.getDeclaredTypeOfSymbol(resolve(name)), [name]);
writeFileSync(fileURLToPath(new URL('../data/params.json', import.meta.url)), `${JSON.stringify(out)}\n`);

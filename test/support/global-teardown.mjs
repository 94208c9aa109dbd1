export default async function tearDown() {
  await Reflect.get(globalThis, '__kaikeiPostgres')?.stop();
}

/** `{ a: { b: [1] } }` as `a[b][0]=1`. */
export function encode(params: object): string {
  const pairs: string[] = [];
  const add = (key: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (typeof value === 'object')
      for (const [inner, each] of Object.entries(value)) add(key === '' ? inner : `${key}[${inner}]`, each);
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  };
  add('', params);
  return pairs.join('&');
}

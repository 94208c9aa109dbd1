export type PathParameters = Readonly<Record<string, string>>;

/** The parameters of `path` under a pattern such as `/orders/:id`, or null where it does not fit. */
export function matchPath(pattern: string, path: string): PathParameters | null {
  const expected = segments(pattern);
  const actual = segments(path);
  if (expected.length !== actual.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const value = actual[index] ?? '';
    if (segment.startsWith(':')) parameters[segment.slice(1)] = decode(value);
    else if (segment !== value) return null;
  }
  return parameters;
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** An address typed by hand may hold a lone `%`: then it stands for itself. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

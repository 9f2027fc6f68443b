import type { ArmRoute } from '../../simulator/http/arm-route.ts'

/** Finds the first route that a request belongs to, as the simulator's router does. */
export function matcherOf(
  routes: readonly ArmRoute[],
): (request: { readonly method: string; readonly url: string }) => number | undefined {
  const patterns = routes.map(({ method, path }) => ({ method: method.toUpperCase(), pattern: patternOf(path) }))
  return ({ method, url }) => {
    const [path = '/'] = url.split('?')
    const index = patterns.findIndex((route) => route.method === method && route.pattern.test(path))
    return index === -1 ? undefined : index
  }
}

/** `:name` stands for one segment, `{…}` for what may be left out; letter case does not matter. */
function patternOf(path: string): RegExp {
  const source = path
    .replace(/[.$()+*?|[\]\\^]/g, '\\$&')
    .replaceAll('{', '(?:')
    .replaceAll('}', ')?')
    .replace(/:\w+/g, '[^/]+')
  return new RegExp(`^${source}/?$`, 'i')
}

import type { Route } from '../../src/simulator/http/route.ts'
import { routes } from '../../src/simulator/routes/index.ts'
import { cases, type Subject, subjects } from './cases.ts'
import type { Estate } from './estate.ts'

export interface Walked {
  /** Routes that could not be called, and why. */
  readonly missed: readonly string[]
}

/**
 * Calls every route of the simulator, the product's and the others, on an app of each kind: the reading ones first,
 * then those that change something. What a path names is looked up in the list that the path goes through.
 */
export async function driveRoutes(estate: Estate): Promise<Walked> {
  const missed: string[] = []
  const present: Subject[] = []
  for (const subject of subjects) if (await isThere(estate, subject)) present.push(subject)
  const inOrder = [...routes].sort((a, b) => Number(a.changes ?? false) - Number(b.changes ?? false))
  for (const route of inOrder) {
    let calls = 0
    for (const subject of present) {
      const path = await fill(estate, route, subject)
      if (path === undefined) continue
      calls += 1
      await call(estate, route, path)
      if (route.changes === true) estate.pass(10 * 60_000)
    }
    if (calls === 0) missed.push(`${route.method.toUpperCase()} ${route.path}: nothing to call it with`)
  }
  return { missed }
}

async function isThere(estate: Estate, { subscription, group, site }: Subject): Promise<boolean> {
  const path = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Web/sites/${site}`
  return 'id' in (await read(estate, `${path}?api-version=${usualVersion(path)}`))
}

async function call(estate: Estate, route: Route, path: string): Promise<void> {
  const { version = usualVersion(path), query = {}, body } = cases[`${route.method} ${route.path}`] ?? {}
  const to = estate.now()
  const given = typeof query === 'function' ? query({ from: to - 60 * 60_000, to }) : query
  const search = new URLSearchParams({ 'api-version': version, ...given })
  const url = `${path}?${search}`
  await send(estate, route.method, url, typeof body === 'function' ? body(await read(estate, url)) : body)
}

/** The path with real names in it, or nothing where this subject has none. */
async function fill(estate: Estate, { path }: Route, subject: Subject): Promise<string | undefined> {
  const wanted = path.replace(/\{([^}]*)\}/g, subject.slot === undefined ? '' : '$1')
  if (subject.slot !== undefined && !wanted.includes(':slot')) return undefined
  let filled = ''
  for (const segment of wanted.split('/').slice(1)) {
    const value = segment.startsWith(':') ? await nameFor(estate, segment, { subject, list: filled }) : segment
    if (value === undefined) return undefined
    filled += `/${value}`
  }
  return filled
}

async function nameFor(
  estate: Estate,
  segment: string,
  { subject, list }: { readonly subject: Subject; readonly list: string },
): Promise<string | undefined> {
  if (segment === ':operation') return lastOperation(estate)
  const names: Readonly<Record<string, string | undefined>> = { ...subject }
  return names[segment.slice(1)] ?? (await firstOf(estate, list))
}

/** Of the last thing that Azure has only accepted; nobody lists them. */
function lastOperation({ recorder }: Estate): string | undefined {
  const accepted = recorder.pairs.findLast(
    ({ responseHeaders }) => responseHeaders['azure-asyncoperation'] !== undefined,
  )
  const address = accepted?.responseHeaders['azure-asyncoperation']
  return address === undefined ? undefined : new URL(address).pathname.split('/').at(-1)
}

/** The last part of the first name in a list: App Service names things `site/instance/process`. */
async function firstOf(estate: Estate, list: string): Promise<string | undefined> {
  const { value } = (await read(estate, `${list}?api-version=${usualVersion(list)}`)) as {
    value?: readonly { name?: string }[]
  }
  return value?.[0]?.name?.split('/').at(-1)
}

function usualVersion(path: string): string {
  const provider = [...path.matchAll(/\/providers\/([^/]+)/gi)].at(-1)?.[1]?.toLowerCase() ?? ''
  const versions: Readonly<Record<string, string>> = {
    'microsoft.web': '2023-12-01',
    'microsoft.insights': '2024-02-01',
    'microsoft.resourcehealth': '2024-02-01',
    'microsoft.resourcegraph': '2022-10-01',
  }
  return versions[provider] ?? '2022-12-01'
}

async function read(estate: Estate, url: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await send(estate, 'get', url, undefined)
  try {
    return JSON.parse(answer)
  } catch {
    return {}
  }
}

async function send(estate: Estate, method: string, url: string, body: unknown): Promise<string> {
  const answer = await fetch(`${estate.recorder.url}${url}`, {
    method: method.toUpperCase(),
    headers: { authorization: 'Bearer x', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  })
  if (answer.headers.get('content-type')?.includes('json')) return answer.text()
  await answer.body?.cancel()
  return ''
}

import type { ArmRoute } from '../../simulator/http/arm-route.ts'
import { armRoutes } from '../../simulator/routes/index.ts'
import { cases } from './cases.ts'
import type { Estate } from './estate.ts'
import { type Subject, subjects } from './subjects.ts'

export interface Walked {
  /** Routes that could not be called, and why. */
  readonly missed: readonly string[]
}

/**
 * Calls every route of the simulator, the product's and the others, on an app of each kind: the reading ones, then
 * those that change something, then the reading ones that had nothing to read before, then those that take away. What
 * a path names is looked up in the list that the path goes through. At the end everybody is refused everything.
 */
export async function driveRoutes(estate: Estate): Promise<Walked> {
  const present: Subject[] = []
  for (const subject of subjects) if (await isThere(estate, subject)) present.push(subject)
  const reading = armRoutes.filter(({ changes }) => changes !== true)
  const writing = armRoutes.filter(({ changes }) => changes === true)
  await callAll(estate, reading, present)
  for (const method of ['put', 'patch', 'post'] as const) await callAll(estate, ofMethod(writing, method), present)
  await callAll(
    estate,
    reading.filter((route) => !hasSucceeded(estate, route)),
    present,
  )
  await callAll(estate, ofMethod(writing, 'delete'), present)
  await refuse(estate, reading, present)
  return { missed: armRoutes.filter((route) => !hasSucceeded(estate, route)).map((route) => wordsFor(estate, route)) }
}

function ofMethod(from: readonly ArmRoute[], method: ArmRoute['method']): readonly ArmRoute[] {
  return from.filter((route) => route.method === method)
}

async function callAll(estate: Estate, all: readonly ArmRoute[], on: readonly Subject[]): Promise<void> {
  for (const route of all) await callOn(estate, route, on)
}

async function callOn(estate: Estate, route: ArmRoute, on: readonly Subject[]): Promise<void> {
  for (const subject of on) {
    const path = await fill(estate, route, subject)
    if (path === undefined) continue
    await call(estate, route, { path, subject })
    if (route.changes === true) estate.pass(10 * 60_000)
  }
}

/** Nothing there, not allowed, too fast. */
async function refuse(estate: Estate, reading: readonly ArmRoute[], [first]: readonly Subject[]): Promise<void> {
  if (first === undefined) return
  for (const route of reading) {
    await callOn(estate, route, [{ ...first, site: 'nobody', plan: 'nobody', name: 'nothing' }])
    const path = await fill(estate, route, first)
    if (path === undefined) continue
    estate.simulator.configure({ denied: ['*'] })
    await call(estate, route, { path, subject: first })
    estate.simulator.configure({ throttled: 1 })
    await call(estate, route, { path, subject: first })
    estate.simulator.configure({})
  }
}

function hasSucceeded({ recorder }: Estate, route: ArmRoute): boolean {
  return recorder.pairs.some((pair) => pair.route === armRoutes.indexOf(route) && pair.status < 400)
}

function wordsFor({ recorder }: Estate, route: ArmRoute): string {
  const statuses = recorder.pairs.filter((pair) => pair.route === armRoutes.indexOf(route)).map(({ status }) => status)
  const answered = statuses.length === 0 ? 'never called' : `answered ${[...new Set(statuses)].join(', ')} only`
  return `${route.method.toUpperCase()} ${route.path}: ${answered}`
}

async function isThere(estate: Estate, { subscription, group, site }: Subject): Promise<boolean> {
  const path = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Web/sites/${site}`
  return 'id' in (await read(estate, `${path}?api-version=${usualVersion(path)}`))
}

interface Place {
  readonly path: string
  readonly subject: Subject
}

async function call(estate: Estate, route: ArmRoute, { path, subject }: Place): Promise<void> {
  const { version = usualVersion(path), query = {}, body } = cases[`${route.method} ${route.path}`] ?? {}
  const to = estate.now()
  const asked = typeof query === 'function' ? query({ from: to - 60 * 60_000, to }) : query
  const search = new URLSearchParams({ 'api-version': version, ...asked })
  const url = `${path}?${search}`
  const given = async () => ({ before: route.method === 'post' ? {} : await read(estate, url), subject })
  await send(estate, route.method, url, typeof body === 'function' ? body(await given()) : body)
}

/** The path with real names in it, or nothing where this subject has none. */
async function fill(estate: Estate, { path }: ArmRoute, subject: Subject): Promise<string | undefined> {
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
  if (segment === ':operation') return operationIn(estate, list)
  if (segment === ':worker') return firstWorker(estate, list)
  const names: Readonly<Record<string, string | undefined>> = { ...subject }
  return names[segment.slice(1)] ?? (await firstOf(estate, list))
}

/** The last one that Azure has told to follow there; nobody lists them. */
function operationIn({ recorder }: Estate, list: string): string | undefined {
  const told = recorder.pairs.flatMap(({ responseHeaders: { 'azure-asyncoperation': operation, location } }) =>
    [operation, location].filter((address) => address !== undefined),
  )
  const last = told.findLast((address) => address.toLowerCase().includes(`${list.toLowerCase()}/`))
  return last === undefined ? undefined : new URL(last).pathname.split('/').at(-1)
}

async function firstWorker(estate: Estate, workers: string): Promise<string | undefined> {
  const plan = workers.slice(0, workers.lastIndexOf('/'))
  const url = `${plan}/listinstances?api-version=${usualVersion(plan)}`
  const { instances } = json(await send(estate, 'post', url, undefined)) as { instances?: { instanceName: string }[] }
  return instances?.[0]?.instanceName
}

/** The last part of the first name in a list: App Service names things `site/instance/process`. */
async function firstOf(estate: Estate, list: string): Promise<string | undefined> {
  const { value } = (await read(estate, `${list}?api-version=${usualVersion(list)}`)) as {
    value?: readonly { name?: string }[]
  }
  return value?.[0]?.name?.split('/').at(-1)
}

function usualVersion(path: string): string {
  if (/\/autoscalesettings/i.test(path)) return '2022-10-01'
  if (/\/metricAlerts/i.test(path)) return '2018-03-01'
  if (/\/actionGroups/i.test(path)) return '2023-01-01'
  if (/\/diagnosticSettings/i.test(path)) return '2021-05-01-preview'
  if (/\/components/i.test(path)) return '2020-02-02'
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
  return json(await send(estate, 'get', url, undefined))
}

function json(text: string): Readonly<Record<string, unknown>> {
  return text === '' ? {} : JSON.parse(text)
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

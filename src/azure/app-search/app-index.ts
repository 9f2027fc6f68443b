import { type AppRef, appLabelOf } from '../../incident/app-ref.ts'
import { parseAppId } from '../arm-id.ts'
import type { DirectoryEntry } from './directory-row.ts'
import { forEachYielding } from './for-each-yielding.ts'
import { buildNameIndex, type NameIndex } from './name-index.ts'

export type AppSearchResult =
  | { readonly is: 'one'; readonly app: AppRef }
  /** The name is exactly that of several apps: somebody must choose. */
  | { readonly is: 'several'; readonly apps: readonly AppRef[] }
  /** No app has that name; these resemble it, best first. Never to be taken for the one that was meant. */
  | { readonly is: 'similar'; readonly apps: readonly AppRef[] }
  | { readonly is: 'none' }

export interface AppIndex {
  find(query: string): AppSearchResult
  /** True where the word is the whole name of an app, whatever its case. */
  isCalled(word: string): boolean
  /** True where an app answers at this host name (Kudu's is not one). */
  knowsHost(host: string): boolean
  readonly apps: readonly AppRef[]
}

const maxSimilar = 8

export const buildAppIndex = async (listed: readonly DirectoryEntry[]): Promise<AppIndex> => {
  const ordered = await byId(listed)
  const apps = ordered.map(({ app }) => app)
  const exact = new Map<string, readonly AppRef[]>()
  const hosts = new Set<string>()
  await forEachYielding(ordered, ({ id, app, aliases }) => {
    for (const host of app.hostNames) hosts.add(host)
    for (const key of new Set([id, ...aliases, ...spokenNames(app)])) {
      const owners = exact.get(key)
      exact.set(key, owners === undefined ? [app] : [...owners, app])
    }
  })
  const names = await buildNameIndex(apps.map((app, owner) => ({ name: appLabelOf(app), owner })))
  return {
    apps,
    isCalled: (word) => exact.has(word.toLowerCase()),
    knowsHost: (host) => hosts.has(host.toLowerCase()),
    find: (query) => findApp({ exact, names, apps }, query),
  }
}

/** In an order of its own, so that the same estate always gives the same answers. */
const byId = async (
  listed: readonly DirectoryEntry[],
): Promise<readonly (DirectoryEntry & { readonly id: string })[]> => {
  const keyed: (DirectoryEntry & { readonly id: string })[] = []
  await forEachYielding(listed, (one) => keyed.push({ ...one, id: one.app.id.toLowerCase() }))
  return keyed.sort((a, b) => (a.id < b.id ? -1 : 1))
}

interface Tables {
  readonly exact: ReadonlyMap<string, readonly AppRef[]>
  readonly names: NameIndex
  readonly apps: readonly AppRef[]
}

const findApp = ({ exact, names, apps }: Tables, query: string): AppSearchResult => {
  const keys = keysOf(query)
  for (const key of keys) {
    const [app, ...others] = exact.get(key) ?? []
    if (app !== undefined) return others.length === 0 ? { is: 'one', app } : { is: 'several', apps: [app, ...others] }
  }
  const similar = names.find(withoutDomain(keys.at(-1) ?? ''), maxSimilar).flatMap((owner) => apps[owner] ?? [])
  return similar.length === 0 ? { is: 'none' } : { is: 'similar', apps: similar }
}

/** How people call it: `contoso-web-staging` is also how Azure names a slot's host. */
const spokenNames = ({ name, slot }: AppRef): readonly string[] =>
  (slot === undefined ? [name] : [`${name}-${slot}`, `${name}/${slot}`, `${name} (${slot})`, `${name}(${slot})`]).map(
    (key) => key.toLowerCase(),
  )

/** What the query may be, most telling first: an ARM id, the host of an address, the words as they stand. */
const keysOf = (query: string): readonly string[] => {
  const words = query
    .trim()
    .replace(/[.,;:!?]+$/, '')
    .toLowerCase()
  const id = parseAppId(words)
  if (id !== undefined) return [id.id]
  const host = hostIn(words)
  return host === undefined ? [words] : [words, host]
}

/** `https://contoso-web.azurewebsites.net/health` and the same without a scheme. */
const hostIn = (words: string): string | undefined => {
  const url = /^https?:\/\//.test(words) ? words : `https://${words}`
  if (!words.includes('.') || words.includes(' ') || !URL.canParse(url)) return
  return new URL(url).hostname
}

/** A host name that nobody has is compared by its first label with the apps' names. */
const withoutDomain = (key: string): string => key.replace(/\.(scm\.)?azurewebsites\.net$/, '')

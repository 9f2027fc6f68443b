import { z } from 'zod'
import { messageOf } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Instant } from '../../incident/finding.ts'
import { queryResourceGraph, type ResourceGraphPage } from '../resource-graph.ts'
import { AzureError, type ReadingAzure } from '../types.ts'
import { type AppIndex, type AppSearchResult, buildAppIndex } from './app-index.ts'
import { type DirectoryEntry, parseDirectoryRow } from './directory-row.ts'

export type { AppSearchResult } from './app-index.ts'

export interface AppDirectory {
  /** By name, slot, host name, address or resource id. Throws `AzureError` only while nothing was ever loaded. */
  find(query: string): Promise<AppSearchResult>
  /** True where the word is the whole name of an app, over what is loaded. */
  isCalled(word: string): boolean
  /** True where an app answers at this host name, over what is loaded. */
  knowsHost(host: string): boolean
  /** The same to guard `visit`: loads first where nothing was, as after a restart. */
  mayVisit(host: string): Promise<boolean>
  apps(): Promise<readonly AppRef[]>
  /** Loads anew; throws `AzureError` where Azure can't be asked, and keeps what was there. */
  refresh(): Promise<void>
}

export interface AppDirectoryOptions {
  readonly reading: ReadingAzure
  readonly now: () => Instant
  /** Age from which it is loaded anew; default 5 minutes. */
  readonly ttlInMs?: number
  /** Time to leave Azure alone after it failed; default 15 seconds. */
  readonly pauseInMs?: number
}

interface Loaded {
  readonly index: AppIndex
  readonly at: Instant
}

/**
 * The apps of all subscriptions, from one Resource Graph query. Past its age it answers from what it has and loads
 * anew behind that; only for a name that it does not know does it wait for the new list, since the app may be new.
 */
export const createAppDirectory = (options: AppDirectoryOptions): AppDirectory => {
  const ttlInMs = options.ttlInMs ?? 300_000
  const pauseInMs = options.pauseInMs ?? 15_000
  let loaded: Loaded | undefined
  let loading: Promise<Loaded> | undefined
  let failedAt = Number.NEGATIVE_INFINITY

  const load = async (): Promise<Loaded> => {
    try {
      const listed: DirectoryEntry[] = []
      for await (const rows of querySites(options.reading))
        listed.push(...rows.flatMap((row) => parseDirectoryRow(row) ?? []))
      loaded = { index: await buildAppIndex(listed), at: options.now() }
      return loaded
    } catch (error) {
      failedAt = options.now()
      throw error
    } finally {
      loading = undefined
    }
  }
  const refreshOnce = (): Promise<Loaded> => {
    loading ??= load()
    return loading
  }
  const isStale = (at: Instant): boolean => options.now() - at >= ttlInMs && options.now() - failedAt >= pauseInMs
  const current = async (): Promise<Loaded> => {
    if (loaded === undefined) return await refreshOnce()
    if (isStale(loaded.at)) void refreshOnce().catch(() => undefined)
    return loaded
  }

  return {
    find: async (query) => {
      const had = await current()
      const found = had.index.find(query)
      if (found.is === 'one' || found.is === 'several' || loading === undefined) return found
      const fresh = await refreshOnce().catch(() => had)
      return fresh.index.find(query)
    },
    isCalled: (word) => loaded?.index.isCalled(word) ?? false,
    knowsHost: (host) => loaded?.index.knowsHost(host) ?? false,
    mayVisit: async (host) => (await current()).index.knowsHost(host),
    apps: async () => (await current()).index.apps,
    refresh: async () => void (await refreshOnce()),
  }
}

/** Every site and slot that we may see, over all subscriptions. */
const sitesQuery =
  "resources | where type in~ ('microsoft.web/sites','microsoft.web/sites/slots') | project id, name, type, kind, location, resourceGroup, subscriptionId, tags, properties"

const rowsPerPage = 1_000
/** A bound on a token that never ends; 500,000 apps. */
const mostPages = 500

async function* querySites(azure: ReadingAzure): AsyncGenerator<readonly unknown[]> {
  let skipToken: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page: ResourceGraphPage<unknown> = await queryResourceGraph(
      azure,
      { query: sitesQuery, mostRows: rowsPerPage, skipToken },
      z.unknown(),
    )
    yield page.rows
    if (page.skipToken === undefined) return
    skipToken = page.skipToken
  }
  throw new AzureError('rejected', `Resource Graph: more than ${mostPages} pages`, {
    phrase: messageOf('azure.unexpected'),
  })
}

import { z } from 'zod'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Instant } from '../../incident/finding.ts'
import { parseAppId } from '../arm-id.ts'
import { kqlLiteral } from '../kql-literal.ts'
import { queryResourceGraph } from '../resource-graph.ts'
import { AzureError, type ReadingAzure } from '../types.ts'

export interface WatchedAppsOptions {
  readonly reading: ReadingAzure
  readonly apps: () => Promise<readonly AppRef[]>
  readonly now: () => Instant
}

/** An alert waits no longer for what only says more (ours). */
const linksInMs = 5_000
/** Alerts come in storms, and Resource Graph takes 15 queries in 5 seconds (ours). */
const keptForInMs = 300_000
const mostKept = 1_000

/**
 * The apps that an Application Insights component or a Log Analytics workspace watches, by its ARM id: availability
 * tests, smart detection and log alerts name that, not the app. Azure tags the app, or the component, with the other's
 * id; a workspace is known by the components that send there. An app's settings would tell too, but are secrets.
 */
export const createWatchedApps = ({ reading, apps, now }: WatchedAppsOptions) => {
  const kept = new Map<string, { readonly at: Instant; readonly links: Promise<ComponentLinks> }>()

  const linksOf = (id: string): Promise<ComponentLinks> => {
    const key = id.toLowerCase()
    const had = kept.get(key)
    if (had !== undefined && now() - had.at < keptForInMs) return had.links
    if (kept.size >= mostKept) kept.clear()
    const links = readComponentLinks(reading, id).catch(noneWhereRefused)
    kept.set(key, { at: now(), links })
    return links
  }

  return async (id: string): Promise<readonly AppRef[]> => {
    const all = await apps()
    const tagged = watchedAmong(all, { watchers: [id], apps: [] })
    return tagged.length > 0 ? tagged : watchedAmong(all, await linksOf(id))
  }
}

interface ComponentLinks {
  /** ARM ids of what watches. */
  readonly watchers: readonly string[]
  /** ARM ids of what is watched. */
  readonly apps: readonly string[]
}
const noLinks: ComponentLinks = { watchers: [], apps: [] }

/** By a tag with the watcher's id for its value, whoever set it. An app goes before its slots, which carry the same tag. */
const watchedAmong = (all: readonly AppRef[], { watchers, apps }: ComponentLinks): readonly AppRef[] => {
  const ids = new Set(watchers.map((id) => id.toLowerCase()))
  const named = new Set(apps.map((id) => id.toLowerCase()))
  const watched = all.filter(
    ({ id, tags }) => named.has(id.toLowerCase()) || Object.values(tags).some((tag) => ids.has(tag.toLowerCase())),
  )
  const production = watched.filter(({ slot }) => slot === undefined)
  return production.length > 0 ? production : watched
}

const componentRow = z.object({ id: z.string(), tags: z.record(z.string(), z.unknown()).nullish() })
/** Azure's tag on a component; the app's id is its name. */
const linkTag = /^hidden-link:\s*(?=\/subscriptions\/)/i

/** The component itself, or those that send to the workspace. */
const readComponentLinks = async (azure: ReadingAzure, id: string): Promise<ComponentLinks> => {
  const query =
    `resources | where type =~ 'microsoft.insights/components' | where id =~ ${kqlLiteral(id)}` +
    ` or tostring(properties.WorkspaceResourceId) =~ ${kqlLiteral(id)} | project id, tags`
  const { rows } = await queryResourceGraph(
    azure,
    { query, mostRows: 1_000, signal: azure.deadline(linksInMs) },
    componentRow,
  )
  const tags = rows.flatMap((row) => Object.keys(row.tags ?? {}))
  return {
    watchers: rows.map((row) => row.id),
    apps: tags.filter((tag) => linkTag.test(tag)).flatMap((tag) => parseAppId(tag)?.id ?? []),
  }
}

function noneWhereRefused(error: unknown): ComponentLinks {
  if (error instanceof AzureError) return noLinks
  throw error
}

import { z } from 'zod'
import { nullableNumber, nullableText } from '../azure/answer-fields.ts'
import { readResource } from '../azure/arm-reader.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { RequestFinding } from '../incident/finding.ts'
import { createPartialResults, type PartialResults } from './running/partial-results.ts'
import { withAnySignal } from './running/race-abort.ts'
import { visitedHostsOf } from './sources/visited-hosts.ts'
import { NotOffered, type Probe } from './types.ts'

/** The number of workers is there for every app: an answer without a health check is one, and not of another shape. */
const config = z.object({ properties: z.object({ healthCheckPath: nullableText, numberOfWorkers: nullableNumber }) })

const configInMs = 3_000
/** Long enough to tell a slow app from a dead one; both fit in the deadline, so a dead app is a finding, not a late probe. */
const visitInMs = 15_000

const needs = ['Microsoft.Web/sites/config/read']

/** Ours: an app with more names than this has them made by a machine, one as the other. */
const mostHosts = 6

/**
 * Does the app answer? Its front page as a visitor would see it, by each of its names, and at the name that Azure gave
 * its health check path where it has one: that one is often well while the app is not. Failures at Azure's front end,
 * of a name and of a certificate are in no metric of the app.
 */
export const syntheticRequestProbe: Probe = {
  id: 'synthetic-request',
  covers: 'own-request',
  noHistory: true,
  deadlineInMs: 20_000,
  needs,
  portal: ({ app }) => portalUrlOf(app, app.id, 'healthcheck'),
  async observe(azure, { app }, signal) {
    const parts = createPartialResults(azure, signal)
    const [azureHost, ...others] = visitedHostsOf(app)
    const [front, health, custom] = await Promise.all([
      parts.required((soon) => visit(azure, { host: azureHost, path: '/' }, soon)),
      healthPathOf(parts, azure, app).then((path) =>
        path === undefined || path === '/' ? undefined : visit(azure, { host: azureHost, path, health: true }, signal),
      ),
      Promise.all(others.slice(0, mostHosts - 1).map((host) => visitCustomHost(parts, azure, app, host))),
    ])
    if (others.length >= mostHosts)
      parts.addGap(messageOf('probe.gap.hosts', { asked: mostHosts, count: others.length + 1 }))
    return parts.toOutput(visited([front, health, ...custom], parts))
  },
}

/** What leads to no address on the internet was not visited; where nothing was, there is no such probe here. */
const visited = (
  visits: readonly (RequestVisit | undefined)[],
  parts: Pick<PartialResults, 'addGap'>,
): readonly RequestFinding[] => {
  const made = visits.filter((one) => one !== undefined)
  const found = made.flatMap(({ finding }) => finding ?? [])
  const unvisited = [...new Set(made.flatMap(({ finding, host }) => (finding === undefined ? host : [])))].map((host) =>
    messageOf('probe.not-offered.private', { host }),
  )
  if (found.length === 0 && unvisited[0] !== undefined) throw new NotOffered(unvisited[0])
  for (const gap of unvisited) parts.addGap(gap)
  return found
}

interface RequestVisit {
  readonly host: string
  /** Absent where the host has a private address. */
  readonly finding?: RequestFinding
}

interface VisitTarget {
  readonly host: string
  readonly path: string
  /** Without TLS. */
  readonly isPlain?: true
  readonly health?: true
  readonly custom?: true
}

const visit = async (azure: ReadingAzure, target: VisitTarget, signal: AbortSignal): Promise<RequestVisit> => {
  const { host, health, custom } = target
  const url = urlOf(target)
  const { failure, ...answer } = await withAnySignal(signal, azure.deadline(visitInMs), (soon) =>
    azure.visit(url, soon),
  )
  if (failure === 'private') return { host }
  return {
    host,
    finding: {
      kind: 'request',
      url,
      host: custom ? 'custom' : 'default',
      ...(health === undefined ? {} : { health }),
      ...answer,
      ...(failure === undefined ? {} : { failure }),
    },
  }
}

/**
 * One of the app's own names. A name without a binding shows App Service's own certificate, which is for another name:
 * it may be meant for visitors without TLS only, and then it is judged by what those get.
 */
const visitCustomHost = (
  parts: PartialResults,
  azure: ReadingAzure,
  app: AppRef,
  host: string,
): Promise<RequestVisit | undefined> =>
  parts.optional({
    source: host,
    needs: [],
    scope: app.id,
    ask: (signal) =>
      withAnySignal(signal, azure.deadline(visitInMs), async (soon) => {
        const overTls = await visit(azure, { host, path: '/', custom: true }, soon)
        if (overTls.finding?.certificateFault !== 'wrong-name') return overTls
        const plain = await visit(azure, { host, path: '/', custom: true, isPlain: true }, soon)
        return plain.finding?.status === undefined ? overTls : plain
      }),
  })

/** Good to know; without it the front page has to do. */
async function healthPathOf(parts: PartialResults, azure: ReadingAzure, app: AppRef): Promise<string | undefined> {
  const settings = await parts.optional({
    source: `${app.name}/config/web`,
    needs,
    scope: app.id,
    inMs: configInMs,
    ask: (soon) => readResource(azure, { path: `${app.id}/config/web`, signal: soon }, config),
  })
  return settings?.properties.healthCheckPath || undefined
}

function urlOf({ host, path, isPlain }: VisitTarget): string {
  const url = new URL(`http${isPlain ? '' : 's'}://${host}`)
  const [pathname = '', search = ''] = path.split('?', 2)
  url.pathname = pathname
  url.search = search
  return url.href
}

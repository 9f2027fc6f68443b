import { z } from 'zod'
import { nullableText } from '../azure/answer-fields.ts'
import { readResource } from '../azure/arm-reader.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { RequestFinding } from '../incident/finding.ts'
import { createPartialResults, type PartialResults } from './running/partial-results.ts'
import { withAnySignal } from './running/race-abort.ts'
import { NotOffered, type Probe } from './types.ts'

const config = z.object({ properties: z.object({ healthCheckPath: nullableText }) })

const configInMs = 3_000
/** Long enough to tell a slow app from a dead one; both fit in the deadline, so a dead app is a finding, not a late probe. */
const visitInMs = 15_000

const needs = ['Microsoft.Web/sites/config/read']

/**
 * Does the app answer? Its front page as a visitor would see it, then its health check path where it has one: that
 * one is often well while the app is not. Failures at Azure's front end are in no metric of the app.
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
    const [front, health] = await Promise.all([
      parts.required((soon) => visit(azure, addressOf(app, '/'), soon)),
      healthPathOf(parts, azure, app).then((path) =>
        path === undefined ? undefined : visit(azure, addressOf(app, path), signal),
      ),
    ])
    return parts.toOutput(health === undefined || health.url === front.url ? [front] : [front, health])
  },
}

const visit = async (azure: ReadingAzure, url: string, signal: AbortSignal): Promise<RequestFinding> => {
  const { failure, ...answer } = await withAnySignal(signal, azure.deadline(visitInMs), (soon) =>
    azure.visit(url, soon),
  )
  if (failure === 'private')
    throw new NotOffered(messageOf('probe.not-offered.private', { host: new URL(url).hostname }))
  return { kind: 'request', url, ...answer, ...(failure === undefined ? {} : { failure }) }
}

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

/** The address that Azure gave: a custom domain may lead to a gateway in front of the app. */
function addressOf(app: AppRef, path: string): string {
  const hosts = app.hostNames.filter((host) => !/\.scm\./i.test(host))
  const host = hosts.find((name) => /\.(azurewebsites\.(net|us)|chinacloudsites\.cn)$/i.test(name)) ?? hosts[0]
  const url = new URL(`https://${host ?? `${app.name}.azurewebsites.net`}`)
  const [pathname = '', search = ''] = path.split('?', 2)
  url.pathname = pathname
  url.search = search
  return url.href
}

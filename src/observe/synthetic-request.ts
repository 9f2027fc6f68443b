import { z } from 'zod'
import type { AppRef } from '../incident/app.ts'
import type { Probe } from './types.ts'
import { ifInTime } from './wire/before.ts'
import { read, webApi } from './wire/read.ts'
import { text } from './wire/shapes.ts'

const config = z.object({ properties: z.object({ healthCheckPath: text }) })

/** The path is good to know; the request must not wait for it. */
const configInMs = 3_000

/** Does the app answer, as a visitor would see it? Failures at the front end are in no metric of the app. */
export const syntheticRequest: Probe = {
  id: 'synthetic-request',
  // Long enough to tell a slow app from a dead one.
  deadlineInMs: 20_000,
  needs: ['Microsoft.Web/sites/config/read'],
  async look(azure, { app }, signal) {
    const ask = { path: `${app.id}/config/web`, query: { 'api-version': webApi } }
    const settings = await ifInTime(signal, configInMs, (soon) => read(azure, { ...ask, signal: soon }, config))
    const url = addressOf(app, settings?.properties.healthCheckPath ?? '/')
    return [{ kind: 'request', url, ...(await azure.visit(url, signal)) }]
  },
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

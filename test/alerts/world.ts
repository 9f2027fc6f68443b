import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAlertEndpoint } from '../../src/alerts/alert-endpoint.ts'
import { type AlertGuardOptions, createAlertGuard } from '../../src/alerts/alert-guard.ts'
import { createWebhookServer } from '../../src/chat/shared/webhook-server.ts'
import { createFlow } from '../flows/flow.ts'

export const secret = 'a secret of sixteen and more'
export const tenantId = '72f988bf-0000-4000-8000-2d7cd011db47'
export const audience = '11111111-2222-4333-8444-555555555555'
const drill = { platform: 'web', tenant: 'local', channel: 'drill' }
const subscription = '11111111-1111-4111-8111-111111111111'
export const idOf = (app: string): string =>
  `/subscriptions/${subscription}/resourcegroups/contoso-rg/providers/microsoft.web/sites/${app}`
export const planOf = (plan: string): string =>
  `/subscriptions/${subscription}/resourcegroups/contoso-rg/providers/microsoft.web/serverfarms/${plan}`

/** What Azure Monitor sends; made up but for the names of the members. */
export const alertOf = (more: Readonly<Record<string, unknown>> = {}, metric = 'Http5xx'): object => ({
  schemaId: 'azureMonitorCommonAlertSchema',
  data: {
    essentials: {
      alertId: `/subscriptions/${subscription}/providers/Microsoft.AlertsManagement/alerts/a-1`,
      alertRule: 'contoso-web-5xx',
      severity: 'Sev1',
      signalType: 'Metric',
      monitorCondition: 'Fired',
      monitoringService: 'Platform',
      alertTargetIDs: [idOf('contoso-web')],
      firedDateTime: '2026-01-15T03:00:01.000Z',
      description: 'Too many server errors',
      ...more,
    },
    alertContext: {
      conditionType: 'SingleResourceMultipleMetricCriteria',
      condition: {
        windowSize: 'PT5M',
        allOf: [{ metricName: metric, operator: 'GreaterThan', threshold: '10', metricValue: 212 }],
      },
    },
  },
})

/** The bot with its alert door open, over HTTP. */
export const openAlerts = async (guard: Partial<AlertGuardOptions> = { secret }, channels = [{ channel: drill }]) => {
  const flow = await createFlow({ alertChannels: channels })
  const door = createAlertEndpoint({
    guard: createAlertGuard({ now: Date.now, ...guard }),
    take: flow.appmedic.runbook.alert,
    log: { error: () => undefined },
  })
  const doorway = createWebhookServer({
    host: '127.0.0.1',
    port: 0,
    endpoints: [door],
    log: { error: () => undefined },
  })
  const url = `http://127.0.0.1:${await doorway.start()}/api/alerts`

  const post = async (body: unknown, sent: Record<string, string> = { 'x-alert-secret': secret }, query = '') => {
    const headers = { 'content-type': 'application/json', ...sent }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(url + query, { method: 'POST', body: text, headers })
    const told = await response.text()
    return { status: response.status, told: told.startsWith('{') ? (JSON.parse(told) as Record<string, unknown>) : {} }
  }
  const stop = async () => {
    await doorway.stop()
    await flow.stop()
  }
  return { flow, post, stop }
}

/** Entra ID as far as it is asked: its metadata and its keys, and tokens of its making. */
export const openEntra = async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'key-1' }
  const server = createServer((request, response) => {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : { jwks_uri: `${origin}/keys` }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const token = (claims: object = {}, key: KeyObject = privateKey, alg = 'RS256'): string => {
    const now = Math.floor(Date.now() / 1000)
    const body = {
      iss: `https://sts.windows.net/${tenantId}/`,
      aud: audience,
      tid: tenantId,
      exp: now + 600,
      nbf: now - 10,
      roles: ['ActionGroupsSecureWebhook'],
      ...claims,
    }
    const signed = [{ alg, kid: 'key-1' }, body]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `Bearer ${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`
  }
  return {
    metadataUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`,
    token,
    stop: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

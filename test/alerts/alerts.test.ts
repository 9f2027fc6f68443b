import { generateKeyPairSync } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { createSigningKeys } from '../../src/auth/signing-keys.ts'
import { type Flow, minute } from '../flows/flow.ts'
import { alertOf, audience, idOf, openAlerts, openEntra, planOf, secret, tenantId } from './world.ts'

let stop: () => Promise<void> = async () => undefined
afterEach(() => stop())

const open = async (...options: Parameters<typeof openAlerts>) => {
  const opened = await openAlerts(...options)
  stop = opened.stop
  return opened
}

/** Without the posts beside them. */
const cardsShown = async (flow: Flow) =>
  (await flow.incident()).cards.map(({ card }) => card).filter((card) => !card.startsWith('post:'))

describe('who may send', () => {
  it('whoever knows the secret, in a header or in the address; nobody else', async () => {
    const { post, flow } = await open()
    const wrong = [
      await post(alertOf(), {}),
      await post(alertOf(), { 'x-alert-secret': `${secret}x` }),
      await post(alertOf(), {}, '?secret='),
      await post(alertOf(), { authorization: `Bearer ${secret}` }),
    ]
    expect(wrong.map(({ status }) => status)).toEqual([401, 401, 401, 401])
    expect(await flow.appmedic.journal.openStreams()).toEqual([])

    const right = await post(alertOf(), {}, `?secret=${encodeURIComponent(secret)}`)
    expect([right.status, right.told.is]).toEqual([200, 'opened'])
  })

  it('Azure Monitor by a token of Entra ID: its role, our tenant, our audience, in time, rightly signed', async () => {
    const entra = await openEntra()
    const log = { warn: () => undefined, error: () => undefined }
    const keys = createSigningKeys({ metadataUrl: entra.metadataUrl, now: Date.now, log })
    const { post } = await open({ entra: { tenantId, audience, keys } })
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    const with_ = async (authorization: string) => (await post(alertOf(), { authorization })).status

    expect([
      await with_(entra.token({ roles: [] })),
      await with_(entra.token({ aud: 'api://somebody-else' })),
      await with_(entra.token({ iss: 'https://sts.windows.net/00000000-0000-4000-8000-000000000000/' })),
      await with_(entra.token({ tid: '00000000-0000-4000-8000-000000000000' })),
      await with_(entra.token({ exp: 1 })),
      await with_(entra.token({}, other)),
      await with_(entra.token({}, undefined, 'HS256')),
      await with_('Bearer nonsense'),
    ]).toEqual(Array.from({ length: 8 }, () => 401))
    expect(await with_(entra.token())).toBe(200)
    expect(await with_(entra.token({ iss: `https://login.microsoftonline.com/${tenantId}/v2.0` }))).toBe(200)
    await entra.stop()
  })

  it('takes no more than an alert can be, and nothing else than the common schema', async () => {
    const { post } = await open()

    expect((await post('x'.repeat(600_000))).status).toBe(413)
    expect((await post('{')).status).toBe(400)
    expect(await post({ schemaId: 'Microsoft.Insights/activityLogs' })).toMatchObject({
      status: 400,
      told: { error: expect.stringContaining('common alert schema') },
    })
    expect((await post(alertOf({ firedDateTime: 'soon' }))).status).toBe(400)
  })
})

describe('what becomes of it', () => {
  it('Fired opens, the same again is known, Resolved is noted and looks again but closes nothing', async () => {
    const { post, flow } = await open()
    const resolved = { monitorCondition: 'Resolved', resolvedDateTime: '2026-01-15T03:20:00Z' }
    expect((await post(alertOf(resolved))).told).toEqual({ is: 'nothing-open' })
    expect((await post(alertOf())).told).toEqual({ is: 'opened', incident: 'INC-1' })
    await flow.settle()
    expect((await post(alertOf())).told).toEqual({ is: 'repeated' })
    expect((await post(alertOf(resolved))).told).toEqual({ is: 'noted', incident: 'INC-1' })
    await flow.settle()

    const incident = await flow.incident()
    expect([incident.symptom, incident.app?.name, incident.closed]).toEqual(['outage', 'contoso-web', undefined])
    expect(incident.observation?.round).toBe(2)
    expect((await flow.events()).filter(({ type }) => type === 'IncidentJoined')).toMatchObject([
      { by: { name: 'Azure Monitor' }, text: expect.stringContaining('Resolved') },
    ])
    expect(flow.troubles).toEqual([])
  })

  it('fifty in ten seconds for one app: one incident, one card, few looks', async () => {
    const { post, flow } = await open()
    const answers: Record<string, unknown>[] = []
    for (let second = 0; second < 10; second += 1) {
      const burst = Array.from({ length: 5 }, (_, n) =>
        post(alertOf({ alertId: `a-${second}-${n}`, alertRule: `r-${n}` })),
      )
      answers.push(...(await Promise.all(burst)).map(({ told }) => told))
      await flow.pass(1000)
    }

    expect(answers.filter(({ is }) => is === 'opened')).toHaveLength(1)
    expect(answers.filter(({ is, incident }) => is === 'joined' && incident === 'INC-1')).toHaveLength(49)
    expect(await flow.appmedic.journal.openStreams()).toEqual(['INC-1'])
    expect(await cardsShown(flow)).toEqual(['incident'])
    expect(flow.chat.whispers).toEqual([])
    expect((await flow.incident()).observation?.round).toBe(1)
    expect(flow.troubles).toEqual([])
  })

  it('joins what a person has reported, in its own thread', async () => {
    const { post, flow } = await open()
    await flow.chat.says('ada', 'contoso-web is 503ing')
    await flow.settle()
    expect((await post(alertOf())).told).toEqual({ is: 'joined', incident: 'INC-1' })
    await flow.settle()

    expect(await cardsShown(flow)).toEqual(['incident'])
  })

  it('an alert of a plan is about the app on it that is in trouble', async () => {
    const { post, flow } = await open()
    await flow.chat.says('ada', 'contoso-web is 503ing')
    await flow.settle()

    const alert = alertOf({ alertTargetIDs: [planOf('contoso-plan')] }, 'CpuPercentage')
    expect((await post(alert)).told).toEqual({ is: 'joined', incident: 'INC-1' })
  })

  it('says what to map for a resource that is no app, and tells the channel once an hour', async () => {
    const { post, flow } = await open()
    const strange = (alertId: string) => post(alertOf({ alertId, alertTargetIDs: [idOf('nobody-knows')] }))

    expect(await strange('b-1')).toMatchObject({
      status: 200,
      told: { is: 'unknown-resource', map: expect.stringContaining('AZURE_SUBSCRIPTION_IDS') },
    })
    await strange('b-2')
    expect([...flow.chat.shown.values()]).toEqual([expect.stringContaining('contoso-web-5xx')])
    await flow.pass(61 * minute)
    await strange('b-3')
    expect(flow.chat.shown.size).toBe(2)
    expect(await flow.appmedic.journal.openStreams()).toEqual([])
  })

  it('says so where no channel is meant for the app', async () => {
    const channel = { platform: 'web', tenant: 'local', channel: 'drill' }
    const { post, flow } = await open({ secret }, [{ apps: ['fabrikam-*'], channel }] as never)

    expect((await post(alertOf())).told).toMatchObject({ is: 'no-channel', app: 'contoso-web' })
    expect(await flow.appmedic.journal.openStreams()).toEqual([])
  })

  it('keeps a secret in the description off the journal and the card', async () => {
    const { post, flow } = await open()
    const password = 'hunter2hunter2'
    await post(alertOf({ description: `Server=tcp:x;User Id=sa;Password=${password};` }))
    await flow.settle()

    expect(JSON.stringify(await flow.events())).not.toContain(password)
    expect(JSON.stringify([...flow.chat.shown.values()])).not.toContain(password)
  })

  it('asks for another delivery where the journal cannot be written', async () => {
    const { post, flow } = await open()
    await flow.appmedic.journal.close()

    expect((await post(alertOf())).status).toBe(503)
  })
})

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Action } from '../../src/incident/incident.ts'
import { messagePattern } from '../message-text.ts'
import { type Pressing, type Side, slackChannel, type Who } from './platform-clients.ts'
import { minute, startOnThreePlatforms, type ThreePlatforms } from './three-platforms.ts'

/** The table of approval, row by row, on every platform: one bot, one incident, three ways in over HTTP. */
let bot: ThreePlatforms
let token: string

const because = 'Checkout is down and nobody else picks up the phone'
const platforms = ['web', 'slack', 'teams'] as const
type Platform = (typeof platforms)[number]

const at = (platform: Platform): Side => bot[platform]

beforeAll(async () => {
  bot = await startOnThreePlatforms()
  await bot.slack.says('ada', 'contoso-shop is down')
  await bot.web.says('ada', 'scale contoso-web to 5 instances for 2 hours')
  await bot.slack.says('ada', 'INC-2')
  await bot.teams.says('ada', 'INC-2')
  const action = await bot.action('INC-2')
  expect(action.status).toBe('proposed')
  token = action.id
})

afterAll(async () => {
  expect(bot.slackCloud.breaches).toEqual([])
  await bot.stop()
})

const proposal = (): Promise<Action> => bot.action('INC-2')

describe.each(platforms)('on %s nobody gets past the proposal:', (platform) => {
  afterEach(async () => {
    expect(await proposal()).toMatchObject({ status: 'proposed', approvals: [] })
    expect(bot.simulator.writes()).toEqual([])
  })

  const refused = async (reasons: readonly string[], who: Who, verb: string, on = token, pressing: Pressing = {}) => {
    const words: string[] = []
    const given = await bot.refusalsOf(async () => {
      const { status, told } = await at(platform).clicks(who, verb, on, pressing)
      expect(status).toBeLessThan(300)
      words.push(...told)
    })
    expect(given).toEqual(reasons)
    expect(words.filter((text) => text.length > 10)).toHaveLength(reasons.length)
  }

  it.each<[string, Who, string, string, Pressing]>([
    ['the requester, though an approver', 'ada', 'approve', 'self', {}],
    ['somebody without the role', 'mallory', 'approve', 'forbidden', {}],
    ['somebody whom the policy does not know', 'nobody', 'approve', 'not-permitted', {}],
    ['somebody without the role who rejects', 'mallory', 'reject', 'forbidden', {}],
    ['somebody who withdraws what is not theirs', 'bram', 'withdraw', 'forbidden', {}],
    [
      'an emergency by one who may approve, but not that',
      'chloe',
      'break-glass',
      'no-break-glass',
      { values: { reason: because } },
    ],
    ['an emergency by nobody', 'nobody', 'break-glass', 'not-permitted', { values: { reason: because } }],
    ['an emergency without a reason', 'bram', 'break-glass', 'reason-needed', {}],
    ['an emergency with an empty reason', 'bram', 'break-glass', 'reason-needed', { values: { reason: '  \n ' } }],
    [
      'an emergency with signs for a reason',
      'bram',
      'break-glass',
      'reason-needed',
      { values: { reason: '!!! 503 !!! 503 !!!' } },
    ],
    ['an emergency whose reason is all secret', 'bram', 'break-glass', 'reason-needed', { values: { reason: 'p' } }],
    ['a review of what never was an emergency', 'chloe', 'justified', 'unknown', { values: { reason: because } }],
    ['a waiver where no evidence is at stake', 'bram', 'waive-evidence', 'expired', { values: { reason: because } }],
    ['more time for a lease that has not begun', 'bram', 'extend-lease', 'unknown', { values: { extendHours: '8' } }],
    ['an undo of what has not run', 'bram', 'undo', 'unknown', {}],
    ['a verb that there is not', 'bram', 'begin', 'unknown', {}],
    ['a verb of the language itself', 'bram', 'constructor', 'unknown', {}],
  ])('%s', async (_, who, verb, reason, pressing) => {
    await refused([reason], who, verb, token, pressing)
  })

  it('tokens that are none, or not of a proposal', async () => {
    const made = [
      '',
      'INC-2',
      'INC-2.',
      `${token}x`,
      token.toUpperCase().replace('INC', 'inc'),
      'INC-99.1',
      '__proto__',
      '../INC-2',
      '<script>',
      'INC-2/1/0',
      ' '.repeat(150),
    ]
    for (const one of made) await refused(['unknown'], 'bram', 'approve', one)
  })

  it('what the card data says about who, where, what and how many', async () => {
    const lies = {
      ...{
        person: 'bram',
        by: 'bram',
        from: 'bram',
        user: 'U0BRAM',
        platform: 'web',
        tenant: 'local',
        channel: 'incidents',
      },
      ...{
        needed: '0',
        approvers: 'mallory',
        requesterCounts: 'true',
        hash: 'x',
        workers: '8',
        action: 'x',
        type: 'Approve',
      },
    }
    const crafted = (sent: Readonly<Record<string, unknown>>) => ({ ...lies, ...sent })

    await refused(['forbidden'], 'mallory', 'approve', token, { values: lies, twist: crafted })
  })

  it('the proposal of an incident that lives elsewhere', async () => {
    const elsewhere = await bot.incident('INC-1')
    expect(elsewhere.places.map((place) => place.platform)).toEqual(['slack'])
    if (platform === 'slack') return
    // Azure's 250 reads are used up by so many tests at one moment, and come back within ten seconds of its time.
    await bot.pass(10_000)
    await bot.slack.says('ada', 'restart contoso-shop')
    const { id, status, why } = await bot.action('INC-1')

    expect({ status, why }).toEqual({ status: 'proposed' })
    await refused(['foreign'], 'bram', 'approve', id)
    await refused(['foreign'], 'bram', 'break-glass', id, { values: { reason: because } })
    expect(await bot.action('INC-1')).toMatchObject({ status: 'proposed', approvals: [] })
  })

  it('the same request sent once more: one refusal, not two', async () => {
    const given = await bot.refusalsOf(() => at(platform).throws('mallory', 'approve', token, { times: 5 }))

    expect(given).toEqual(['forbidden'])
  })
})

describe('what only one platform has', () => {
  it('Slack: another channel, another workspace, a guest from one, and values that are no text', async () => {
    const { slack } = bot
    const inChannel = (channel: string) => (sent: object) => ({
      ...sent,
      channel: { id: channel },
      container: { type: 'message', message_ts: '1.1', channel_id: channel },
    })
    const ofTeam = (team: string, user: string) => (sent: object) => ({
      ...sent,
      team: { id: team },
      user: { ...(sent as { user: object }).user, team_id: user },
    })
    const odd = (value: unknown) => (sent: object) => ({
      ...sent,
      actions: [{ ...(sent as { actions: object[] }).actions[0], value }],
    })

    expect(
      await bot.refusalsOf(async () => {
        await slack.clicks('bram', 'approve', token, { twist: inChannel('C0OTHER') })
        await slack.clicks('bram', 'break-glass', token, { twist: inChannel('C0OTHER'), values: { reason: because } })
        // Refused at the door, before anybody asks who it is: not the workspace in which the app is installed.
        await slack.clicks('bram', 'approve', token, { twist: ofTeam('T0OTHER', 'T0OTHER') })
        await slack.clicks('bram', 'approve', token, { twist: ofTeam('T0CONTOSO', 'T0OTHER') })
        await slack.clicks('bram', 'approve', token, { twist: odd({ toString: token }) })
        await slack.clicks('bram', 'approve', token, { twist: odd(undefined) })
        await slack.clicks('bram', 'approve', token, { twist: odd('~0123456789') })
        await slack.clicks('bram', 'break-glass', token, { values: { reason: { toString: because } } })
      }),
    ).toEqual([...['foreign', 'foreign', 'not-permitted'], ...['unknown', 'unknown', 'unknown', 'reason-needed']])
    expect(slackChannel).not.toBe('C0OTHER')
  })

  it('Teams: another channel, another tenant, somebody without an object id, and values that are no text', async () => {
    const { teams, teamsCloud } = bot
    const foreign = 'ffffffff-0000-4000-8000-000000000000'
    const inChannel = (sent: Readonly<Record<string, unknown>>) => ({
      ...sent,
      conversation: { ...(sent.conversation as object), id: '19:other@thread.tacv2;messageid=1' },
    })
    const ofTenant = (sent: Readonly<Record<string, unknown>>) => ({
      ...sent,
      conversation: { ...(sent.conversation as object), tenantId: foreign },
      channelData: { ...(sent.channelData as object), tenant: { id: foreign } },
    })
    const as = (change: object) => (sent: Readonly<Record<string, unknown>>) => ({
      ...sent,
      from: { ...(sent.from as object), ...change },
    })

    expect(
      await bot.refusalsOf(async () => {
        expect((await teams.clicks('bram', 'approve', token, { twist: ofTenant })).status).toBe(403)
        await teams.clicks('bram', 'approve', token, { twist: inChannel })
        await teams.clicks('bram', 'approve', token, { twist: as({ aadObjectId: undefined }) })
        await teams.clicks('bram', 'approve', token, { twist: as({ tenantId: foreign }) })
        await teams.clicks('bram', 'break-glass', token, { values: { reason: { text: because } } })
        await teams.clicks('bram', 'break-glass', token, { values: { reason: 7 } })
        await teams.clicks('bram', 'approve', token, { values: { token: { toString: token } } })
      }),
    ).toEqual(['foreign', 'not-permitted', 'not-permitted', 'reason-needed', 'reason-needed', 'unknown'])
    expect(teamsCloud.tenantId).not.toBe(foreign)
  })

  it('web: what is no click at all is refused before anything is journaled', async () => {
    const sent = async (change: object) =>
      (await bot.web.clicks('bram', 'approve', token, { twist: (body) => ({ ...body, ...change }) })).status

    expect(
      await bot.refusalsOf(async () => {
        expect(await sent({ token: 7 })).toBe(400)
        expect(await sent({ token: 'x'.repeat(201) })).toBe(413)
        expect(await sent({ verb: 'Approve' })).toBe(400)
        expect(await sent({ verb: undefined })).toBe(400)
        expect(await sent({ values: { reason: { text: because } } })).toBe(400)
        expect(await sent({ values: { reason: 'x'.repeat(8001) } })).toBe(413)
        expect(await sent({ thread: 'of-somebody-else' })).toBe(404)
      }),
    ).toEqual([])
  })
})

it('without a policy, nobody', async () => {
  const { policy } = bot
  bot.policy = undefined
  const given = await bot.refusalsOf(async () => {
    for (const platform of platforms) await at(platform).clicks('bram', 'approve', token)
    for (const platform of platforms)
      await at(platform).clicks('bram', 'break-glass', token, { values: { reason: because } })
  })
  bot.policy = policy

  expect(given).toEqual(Array.from({ length: 6 }, () => 'no-policy'))
  expect((await proposal()).status).toBe('proposed')
})

it('the same person on three platforms is one vote; fifty clicks of the next make one run, and the late are told by whom', async () => {
  // Azure's limit on reading refills with time.
  await bot.pass(minute)
  expect(
    await bot.refusalsOf(async () => {
      // Slack sends again what it thinks was lost.
      await bot.slack.throws('bram', 'approve', token, { times: 3 })
      await bot.settle()
      await bot.web.clicks('bram', 'approve', token)
      await bot.teams.clicks('bram', 'approve', token)
    }),
  ).toEqual(['duplicate', 'duplicate'])
  expect(await proposal()).toMatchObject({ status: 'proposed', approvals: [{ person: 'bram' }] })

  const given = await bot.refusalsOf(() =>
    Promise.all(
      Array.from({ length: 50 }, (_, index) => at(platforms[index % 3] ?? 'web').throws('chloe', 'approve', token)),
    ),
  )
  expect(given).toEqual(Array.from({ length: 49 }, () => 'already'))
  const { approvals, plan } = await proposal()
  expect(approvals.map(({ person }) => person)).toEqual(['bram', 'chloe'])
  expect(plan?.args).toEqual({ workers: 5 })
  expect(bot.simulator.writes()).toHaveLength(1)

  for (const platform of platforms)
    expect((await at(platform).clicks('ada', 'approve', token)).told.join()).toMatch(/chlo/i)
})

it('a lease is extended by who may approve, for as long as the policy allows, once a click', async () => {
  await bot.pass(5 * minute)
  const before = (await proposal()).lease?.endsAt ?? 0
  const extend = (platform: Platform, who: Who, extendHours: unknown) =>
    at(platform).clicks(who, 'extend-lease', token, { values: { extendHours } })

  expect(
    await bot.refusalsOf(async () => {
      for (const platform of platforms) await extend(platform, 'mallory', '2')
      for (const platform of platforms) await extend(platform, 'nobody', '2')
      for (const hours of ['', '0', '-3', 'NaN', 'Infinity', '1e9', '11']) await extend('web', 'bram', hours)
    }),
  ).toEqual([
    ...['forbidden', 'forbidden', 'forbidden', 'not-permitted', 'not-permitted', 'not-permitted'],
    ...Array.from({ length: 7 }, () => 'too-long'),
  ])
  expect((await proposal()).lease?.endsAt).toBe(before)

  await extend('teams', 'chloe', '2')
  await bot.slack.throws('bram', 'extend-lease', token, { values: { extendHours: '1' }, times: 5 })
  await bot.settle()
  const chosen = { type: 'static_select', selected_option: { value: '4' } }
  const view = await formOf('bram', 'extend-lease', 'extendHours', token)
  await bot.slack.submits('bram', view, { 'input:extendHours': { 'input:extendHours': chosen } })
  expect((await proposal()).lease?.endsAt).toBe(before + 7 * 60 * minute)
})

it('an expired proposal is refused on each platform', async () => {
  await bot.web.says('ada', 'scale contoso-web to 9 instances')
  const action = await bot.action('INC-2')
  await bot.pass(31 * minute)

  const given = await bot.refusalsOf(async () => {
    for (const platform of platforms) await at(platform).clicks('bram', 'approve', action.id)
    for (const platform of platforms)
      await at(platform).clicks('bram', 'break-glass', action.id, { values: { reason: because } })
  })
  expect(given).toEqual(Array.from({ length: 6 }, () => 'expired'))
  expect((await bot.action('INC-2')).status).toBe('expired')
  expect(bot.simulator.writes()).toHaveLength(1)
})

it('a proposal whose state has changed is void, whoever approved it', async () => {
  await bot.web.says('ada', 'scale contoso-web to 8 instances')
  const { id, plan } = await bot.action('INC-2')
  const url = `${bot.simulator.url}${plan?.resource}?api-version=2023-12-01`
  const headers = { authorization: 'Bearer somebody-else', 'content-type': 'application/json' }
  const now = (await (await fetch(url, { headers })).json()) as { sku: object }
  const body = JSON.stringify({ ...now, sku: { ...now.sku, capacity: 7 } })
  expect((await fetch(url, { method: 'PUT', headers, body })).status).toBeLessThan(300)
  await bot.pass(5 * minute)

  await bot.slack.clicks('bram', 'approve', id)
  await bot.teams.clicks('chloe', 'approve', id)
  const voided = await bot.action('INC-2')
  expect(voided).toMatchObject({ id, status: 'voided', approvals: [{ person: 'bram' }, { person: 'chloe' }] })
  expect(voided.drift).toContainEqual({ of: 'workers', approved: '5', now: '7' })

  const given = await bot.refusalsOf(async () => {
    for (const platform of platforms) await at(platform).clicks('bram', 'approve', id)
  })
  expect(given).toEqual(['stale', 'stale', 'stale'])
  expect(bot.simulator.writes()).toHaveLength(2)
})

it('an emergency by the form of Slack runs once, stands on every card, and is reviewed by somebody else', async () => {
  await bot.web.says('ada', 'restart contoso-web')
  const { id, status, rule } = await bot.action('INC-2')
  const waive = (platform: Platform, who: Who, reason: string) =>
    at(platform).clicks(who, 'waive-evidence', id, { values: { reason } })
  expect([status, rule?.breakers]).toEqual(['proposed', ['bram']])
  expect(
    await bot.refusalsOf(async () => {
      for (const platform of platforms) await waive(platform, 'mallory', because)
      for (const platform of platforms) await waive(platform, 'chloe', 'now!')
      await waive('web', 'chloe', because)
      for (const platform of platforms) await waive(platform, 'bram', because)
    }),
  ).toEqual([
    ...['forbidden', 'forbidden', 'forbidden', 'reason-needed', 'reason-needed', 'reason-needed'],
    ...['already', 'already', 'already'],
  ])
  const view = await formOf('bram', 'break-glass', 'reason', id)
  const reason = `${because} <!channel> **now** {{DATE(x)}} password=hunter22`
  const written = (text: string) => ({ 'input:reason': { 'input:reason': { type: 'plain_text_input', value: text } } })

  await bot.slack.submits('chloe', view, written(because))
  expect((await bot.action('INC-2')).breakGlassUse).toBeUndefined()
  await bot.slack.submits('bram', view, written(reason))
  await bot.settle()
  const { breakGlassUse: glass, correlationId } = await bot.action('INC-2')
  expect(correlationId).toBeDefined()
  expect(glass?.reason).toContain(because)
  expect(JSON.stringify(await bot.events('INC-2'))).not.toContain('hunter22')
  expect(bot.slackCloud.messages.map(({ blocks }) => JSON.stringify(blocks))).toContainEqual(
    expect.stringMatching(bramsEmergency('<!channel> \\*\\*now')),
  )
  expect(bot.teamsCloud.messages.map(({ body }) => JSON.stringify(body))).toContainEqual(
    expect.stringMatching(bramsEmergency('\\{ \\{DATE')),
  )

  const review = (platform: Platform, who: Who, verb: string) =>
    at(platform).clicks(who, verb, id, { values: { reason: because } })
  expect(
    await bot.refusalsOf(async () => {
      for (const platform of platforms) await review(platform, 'bram', 'justified')
      for (const platform of platforms) await review(platform, 'mallory', 'not-justified')
      await bot.web.clicks('chloe', 'justified', id)
      await review('teams', 'chloe', 'not-justified')
      await review('slack', 'ada', 'justified')
    }),
  ).toEqual(['self', 'self', 'self', 'forbidden', 'forbidden', 'forbidden', 'reason-needed', 'already'])
  expect((await bot.action('INC-2')).breakGlassUse?.review).toMatchObject({
    verdict: 'not-justified',
    by: { platform: 'teams' },
  })
  expect(bot.simulator.writes()).toHaveLength(3)
})

const bramsEmergency = (reason: string) =>
  new RegExp(`${messagePattern('en', 'card.glass.broken', { who: 'Bram Jansen' }).source}.*${reason}`)

/** The form that a button of the card opens on Slack. */
const formOf = async (who: Who, verb: string, asks: string, on: string) => {
  await bot.slack.clicks(who, `ask:${verb}`, on)
  const opened = bot.slackCloud.modals.at(-1)?.view
  if (opened === undefined) throw new Error('no form was opened')
  expect(JSON.stringify(opened)).toContain(`input:${asks}`)
  return { ...opened }
}

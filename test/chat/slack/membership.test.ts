import { afterEach, expect, it } from 'vitest'
import { isSamePerson, type Membership, type Person } from '../../../src/incident/person.ts'
import { command, event, mentionPair, written } from './payloads.ts'
import type { Slack } from './slack.ts'
import { createSlackWorld, type SlackWorld } from './world.ts'

const minute = 60_000
const worlds: SlackWorld[] = []
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()))
})

interface Asked {
  readonly person: Person
  readonly membership: Membership | undefined
}

/** A world in which each input is followed by the question who its sender is. */
const start = async (...given: Parameters<typeof createSlackWorld>) => {
  const world = await createSlackWorld(...given)
  worlds.push(world)
  const asked: Asked[] = []
  world.onInput = async ({ person, place }) => {
    asked.push({ person, membership: await world.chat.membershipOf?.(person, place) })
  }
  const lookups = (): number => world.slack.calls.filter(({ method }) => method === 'users.info').length
  return { world, asked, lookups }
}

const says = (world: SlackWorld, text = 'contoso-web is down') =>
  world.send(mentionPair(world.slack, 'mallory', text)[0])

const malloryIs = (slack: Slack, profile: Readonly<Record<string, unknown>>): void =>
  void slack.profiles.set('U0MALLORY', profile)

it.each([
  ['a member', {}, 'member'],
  ['a member who has authorised the app', { is_app_user: true }, 'member'],
  ['a guest of one channel', { is_restricted: true, is_ultra_restricted: true }, 'guest'],
  ['a guest of several channels', { is_restricted: true }, 'guest'],
  ['of another workspace, in a shared channel', { team_id: 'T0OTHER' }, 'foreign'],
  ['of another workspace, met nowhere else', { team_id: 'T0OTHER', is_stranger: true }, 'foreign'],
  ['a guest of another workspace', { team_id: 'T0OTHER', is_restricted: true }, 'foreign'],
  [
    'of another enterprise',
    { team_id: 'T0OTHER', enterprise_user: { enterprise_id: 'E0OTHER', teams: [] } },
    'foreign',
  ],
  ['a stranger', { is_stranger: true }, 'foreign'],
  ['somebody who has left', { deleted: true }, 'foreign'],
  ['a bot', { is_bot: true }, 'foreign'],
  ['a workflow', { is_workflow_bot: true }, 'foreign'],
])('%s', async (_, profile, membership) => {
  const { world, asked } = await start()
  malloryIs(world.slack, profile)

  await says(world)
  await world.command(command(world.slack, 'mallory', 'status'))

  expect(asked.map((one) => one.membership)).toEqual([membership, membership])
})

it('a workspace that the event names counts, also where Slack would say otherwise or nothing', async () => {
  const { world, asked } = await start()
  const { slack } = world
  const other = { team: 'T0OTHER', user_team: 'T0OTHER' }

  await world.send(event(slack, written(slack, 'mallory', `<@${slack.bot}> down`, other)))
  slack.misbehave = () => ({ error: 'user_not_visible' })
  await world.send(event(slack, written(slack, 'bram', `<@${slack.bot}> down`, other)))

  expect(asked.map((one) => one.membership)).toEqual(['foreign', 'foreign'])
})

it('a human of the enterprise is one member, whether an event names the enterprise or a sibling workspace', async () => {
  const { world, asked } = await start({}, 'E0OURS')
  const { slack } = world
  malloryIs(slack, { team_id: 'T0SIBLING', enterprise_user: { enterprise_id: 'E0OURS', teams: ['T0SIBLING'] } })
  const text = `<@${slack.bot}> down`

  await world.send(event(slack, written(slack, 'mallory', text, { user_team: 'E0OURS' })))
  await world.send(event(slack, written(slack, 'mallory', text, { team: 'T0SIBLING' })))

  const who = { tenant: 'T0CONTOSO', enterprise: 'E0OURS', id: 'U0MALLORY' }
  expect(asked).toMatchObject([
    { person: who, membership: 'member' },
    { person: who, membership: 'member' },
  ])
})

it('a human of another enterprise is one person, also while Slack does not answer', async () => {
  const { world, asked } = await start()
  const { slack } = world
  const text = `<@${slack.bot}> down`
  slack.misbehave = () => ({ status: 500 })

  await world.send(event(slack, written(slack, 'mallory', text, { user_team: 'E0OTHER' })))
  const named = event(slack, written(slack, 'mallory', text, { team: 'T0OTHER' }))
  const authorizations = [{ team_id: slack.team, enterprise_id: null }]
  await world.send({ ...named, team_id: 'T0OTHER', enterprise_id: 'E0OTHER', authorizations })

  const [first, second] = asked.map(({ person }) => person)
  expect([first?.tenant, second?.tenant]).toEqual(['E0OTHER', 'T0OTHER'])
  expect(first !== undefined && second !== undefined && isSamePerson(first, second)).toBe(true)
})

it('is asked once an hour a person, and then once however many ask at the same time', async () => {
  const { world, lookups } = await start()
  await Promise.all([says(world, 'one'), says(world, 'two'), says(world, 'three')])
  const first = lookups()

  world.time.pass(61 * minute)
  await Promise.all([says(world, 'four'), says(world, 'five')])

  expect([first, lookups()]).toEqual([1, 2])
})

it('Slack has its acknowledgement before it is asked who somebody is', async () => {
  const { world, asked } = await start()
  const { slack, chat } = world
  let release: () => void = () => undefined
  slack.profilesWait = new Promise((resolve) => {
    release = resolve
  })

  const answer = await chat.webhookEndpoints?.[0]?.serve(
    slack.signed(JSON.stringify(mentionPair(slack, 'mallory', 'down')[0])),
  )
  const before = asked.length
  release()
  await chat.idle()

  expect([answer?.status, before, asked.length]).toEqual([200, 0, 1])
})

it('is not known where Slack is slow, and known to the next who asks without another question', async () => {
  const late = (_inMs: number, run: () => void) => {
    const timer = setImmediate(run)
    return () => clearImmediate(timer)
  }
  const { world, asked, lookups } = await start({ after: late })
  const { slack, chat } = world
  let release: () => void = () => undefined
  slack.profilesWait = new Promise((resolve) => {
    release = resolve
  })

  await says(world)
  release()
  const [{ person }] = asked as [Asked]
  let membership: Membership | undefined
  while (membership === undefined)
    membership = await chat.membershipOf?.(person, { platform: 'slack', tenant: slack.team, channel: 'C1' })

  expect([asked[0]?.membership, membership, lookups()]).toEqual([undefined, 'member', 1])
})

it.each([
  ['fails', { status: 500 }],
  ['does not show them', { error: 'user_not_visible' }],
  ['hangs up', 'hang up'],
] as const)('is not known where Slack %s, and asked again a minute later', async (_, trouble) => {
  const { world, asked, lookups } = await start()
  world.slack.misbehave = () => trouble
  await says(world)
  world.slack.misbehave = () => undefined
  await says(world)
  const withinTheMinute = lookups()

  world.time.pass(minute)
  await says(world)

  expect(asked.map((one) => one.membership)).toEqual([undefined, undefined, 'member'])
  expect([withinTheMinute, lookups()]).toEqual([1, 2])
})

it('nobody is asked about for as long as Slack wants quiet', async () => {
  const { world, asked, lookups } = await start()
  const { slack } = world
  slack.misbehave = () => ({ status: 429, retryAfter: 90 })
  await says(world)
  slack.misbehave = () => undefined
  await world.send(mentionPair(slack, 'bram', 'down')[0])
  const during = lookups()

  world.time.pass(90_000)
  await world.send(mentionPair(slack, 'bram', 'still down')[0])

  expect(asked.map((one) => one.membership)).toEqual([undefined, undefined, 'member'])
  expect([during, lookups()]).toEqual([1, 2])
})

it('a missing scope is told once, with its name', async () => {
  const { world, asked } = await start()
  const { slack } = world
  slack.misbehave = () => ({ error: 'missing_scope' })
  await says(world)
  world.time.pass(2 * minute)
  await says(world)

  expect(asked.map((one) => one.membership)).toEqual([undefined, undefined])
  expect(world.logged.filter(({ level }) => level === 'error')).toMatchObject([{ details: { scope: 'users:read' } }])
})

it('the Home tab is shown to a guest as a guest', async () => {
  const shown: Person[] = []
  const home = async (person: Person) => {
    shown.push(person)
    return { waiting: [], open: [] }
  }
  const { world } = await start({ home })
  malloryIs(world.slack, { is_restricted: true })

  await world.send(event(world.slack, { type: 'app_home_opened', user: 'U0MALLORY', tab: 'home' }))

  expect(shown).toMatchObject([{ id: 'U0MALLORY', membership: 'guest' }])
})

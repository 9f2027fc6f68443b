import { afterEach, expect, it } from 'vitest'
import type { Membership } from '../../../src/incident/person.ts'
import { mention, type Payload, people } from './payloads.ts'
import { createTeamsWorld, until } from './world.ts'

const minute = 60_000
const worlds: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()))
})

const mallory = people.mallory.aadObjectId

/** A world in which each input is followed by the question who its sender is. */
const start = async (...given: Parameters<typeof createTeamsWorld>) => {
  const world = await createTeamsWorld(...given)
  worlds.push(world)
  const asked: (Membership | undefined)[] = []
  world.onInput = async ({ person, place }) => {
    asked.push(await world.chat.membershipOf?.(person, place))
  }
  const says = async (sender: Payload = {}): Promise<void> => {
    const before = asked.length
    const payload = mention(world.cloud, 'mallory', 'contoso-web is down')
    const answer = await world.send({ ...payload, from: { ...(payload.from as Payload), ...sender } })
    expect(answer.status).toBe(200)
    await until(() => asked.length > before)
  }
  return { world, asked, says }
}

it.each([
  ['a member', {}, 'member'],
  ['a guest', { userRole: 'guest' }, 'guest'],
  ['a guest who is told as a user', { userPrincipalName: 'm_fabrikam.example#EXT#@contoso.example' }, 'guest'],
  ['somebody without an account', { userRole: 'anonymous', userPrincipalName: undefined }, 'foreign'],
  ['of another tenant', { tenantId: '11111111-0000-4000-8000-000000000000' }, 'foreign'],
  ['not told how they sign in', { userPrincipalName: undefined }, undefined],
  ['in a role that nobody knows', { userRole: 'observer' }, undefined],
  ['told without a role', { userRole: undefined }, undefined],
])('%s', async (_, told, membership) => {
  const { world, asked, says } = await start()
  world.cloud.roster.set(mallory, told)

  await says()

  expect(asked).toEqual([membership])
})

it.each([
  ['from another tenant', { tenantId: '11111111-0000-4000-8000-000000000000' }],
  ['without an object id', { aadObjectId: undefined }],
])('whoever writes %s is foreign, and Teams is not asked', async (_, sender) => {
  const { world, asked, says } = await start()

  await says(sender)

  expect([asked, world.cloud.rosterRequests]).toEqual([['foreign'], []])
})

it('is asked once an hour a person, whatever the thread', async () => {
  const { world, asked, says } = await start()
  await Promise.all([says(), says(), says()])
  const first = world.cloud.rosterRequests.length

  world.time.pass(61 * minute)
  await says()

  expect([first, world.cloud.rosterRequests.length, new Set(asked)]).toEqual([1, 2, new Set(['member'])])
})

it('Teams has its answer before it is asked who somebody is', async () => {
  const { world, asked } = await start()
  let release: () => void = () => undefined
  world.cloud.rosterWait = new Promise((resolve) => {
    release = resolve
  })

  const answer = await world.send(mention(world.cloud, 'mallory', 'contoso-web is down'))
  await until(() => world.cloud.rosterRequests.length === 1)
  const before = asked.length
  release()
  await until(() => asked.length === 1)

  expect([answer.status, before, asked]).toEqual([200, 0, ['member']])
})

it('is not known where Teams is slow', async () => {
  const late = (_inMs: number, run: () => void) => {
    const timer = setImmediate(run)
    return () => clearImmediate(timer)
  }
  const { world, asked, says } = await start({ after: late })
  let release: () => void = () => undefined
  world.cloud.rosterWait = new Promise((resolve) => {
    release = resolve
  })

  await says()
  release()

  expect(asked).toEqual([undefined])
})

it.each([500, 403, 404, 401])('is not known where Teams answers %i, and asked again a minute later', async (status) => {
  const { world, asked, says } = await start()
  world.cloud.misbehaveRoster = () => ({ status })
  await says()
  world.cloud.misbehaveRoster = undefined
  await says()
  const withinTheMinute = world.cloud.rosterRequests.length

  world.time.pass(minute)
  await says()

  expect(asked).toEqual([undefined, undefined, 'member'])
  expect([withinTheMinute, world.cloud.rosterRequests.length]).toEqual([1, 2])
})

it('nobody is asked about for as long as Teams wants quiet', async () => {
  const { world, asked, says } = await start()
  world.cloud.misbehaveRoster = () => ({ status: 429, retryAfter: 90 })
  await says()
  world.cloud.misbehaveRoster = undefined
  await says(people.bram)
  const during = world.cloud.rosterRequests.length

  world.time.pass(90_000)
  await says(people.bram)

  expect(asked).toEqual([undefined, undefined, 'member'])
  expect([during, world.cloud.rosterRequests.length]).toEqual([1, 2])
})

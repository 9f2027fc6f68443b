import { afterEach, describe, expect, test } from 'vitest'
import { isSamePerson } from '../../src/incident/person.ts'
import { createSlackWorld, type SlackWorld } from '../chat/slack/world.ts'
import { isWirePresent, listWire, type Recorded, readWire } from './wire.ts'

const enterprise = 'E0CONTOSO'
const worlds: SlackWorld[] = []
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()))
})
const open = async (): Promise<SlackWorld> => {
  const world = await createSlackWorld({}, enterprise)
  worlds.push(world)
  return world
}

const names = listWire('slack')
const kindOf = (name: string): string => name.replace(/-[0-9a-f]{8}\.json$/, '')

/** Signed, over HTTP: an event as JSON, a command as a form, an interaction as JSON in a form. */
const send = (world: SlackWorld, name: string, body: Recorded) => {
  if (name.startsWith('command')) return world.command(new URLSearchParams(body).toString())
  return name.startsWith('event') ? world.send(body) : world.interact(body)
}

/** The same as if it were sent to our app, where ours is installed. */
const asOurs = (world: SlackWorld, recorded: Recorded): Recorded => {
  const at = recorded.authorizations?.[0] ?? recorded
  const swaps = [
    [at.team_id ?? recorded.team_id ?? recorded.team?.id, world.slack.team],
    [at.enterprise_id ?? recorded.team?.enterprise_id, enterprise],
    [recorded.authorizations?.[0]?.user_id, world.slack.bot],
  ].filter(([from]) => typeof from === 'string' && from !== '')
  const text = swaps.reduce(
    (all, [from, to]) => all.replaceAll(`"${from}"`, `"${to}"`).replaceAll(`<@${from}>`, `<@${to}>`),
    JSON.stringify(recorded),
  )
  return { ...JSON.parse(text), ...(recorded.api_app_id === undefined ? {} : { api_app_id: 'A0APPMEDIC' }) }
}

/** Stubs of a test that name nobody who could have sent them: no request of Slack's is without. */
const isFragment = ({ type, user, event }: Recorded): boolean =>
  (/^(block_actions|view_)/.test(type ?? '') && user === undefined) ||
  (event !== undefined &&
    (event.type ?? 'function_executed') === 'function_executed' &&
    event.function_execution_id === undefined)

/** What somebody has newly written, by Slack's documentation of events. */
const isWritten = ({ event = {} }: Recorded, bot: string): boolean =>
  event.user !== bot &&
  ['message', 'app_mention'].includes(event.type) &&
  [undefined, 'file_share', 'thread_broadcast', 'me_message'].includes(event.subtype) &&
  [event.user, event.channel, event.ts].every((part) => typeof part === 'string') &&
  [event.bot_id, event.edited, event.hidden].every((part) => part === undefined)

/** What Slack says of somebody whom an event names by an enterprise. */
const tellWorkspaceOf = ({ slack }: SlackWorld, { event }: Recorded): void => {
  if (/^E/.test(event?.user_team ?? '')) slack.profiles.set(event.user, { team_id: 'TEAM_ID_ACTOR' })
}

test.skipIf(!isWirePresent)(
  'as they were recorded, for other apps, they are acknowledged or refused and come to nothing',
  async () => {
    const world = await open()
    const statuses = new Map<string, Set<number>>()
    for (const name of names) {
      const { status } = await send(world, name, readWire(`slack/${name}`))
      statuses.set(kindOf(name), (statuses.get(kindOf(name)) ?? new Set()).add(status))
    }

    expect(names).toHaveLength(110)
    expect([...statuses.values()].flatMap((some) => [...some]).filter((status) => status >= 500)).toEqual([])
    const events = [...statuses].filter(([kind]) => kind.startsWith('event') && !/function_executed|None/.test(kind))
    expect(events.filter(([, some]) => [...some].join() !== '200')).toEqual([])
    expect(world.inputs).toEqual([])
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
    expect(world.slack.messages).toEqual([])
  },
)

describe.skipIf(!isWirePresent)('as if they were for us', () => {
  test.each(names)('%s', async (name) => {
    const world = await open()
    const body = asOurs(world, readWire(`slack/${name}`))
    tellWorkspaceOf(world, body)
    const answer = await send(world, name, body)

    const isWhole = !isFragment(body)
    expect(answer.status < 500 && (!isWhole || answer.status === 200), `${answer.status}`).toBe(true)
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
    const messages = world.inputs.filter(({ kind }) => kind === 'message')
    expect(messages).toHaveLength(name.startsWith('command') || isWritten(body, world.slack.bot) ? 1 : 0)
    // What is pressed is not of a card of ours: it may be heard, and is then for the runbook to refuse.
    expect(world.inputs.length - messages.length).toBeLessThanOrEqual(name.startsWith('block_actions') ? 1 : 0)
    for (const { person, place } of world.inputs) {
      expect(place).toMatchObject({ platform: 'slack', tenant: world.slack.team })
      expect(person.id).toMatch(/^[UW]/)
      // An enterprise is nobody's workspace: whoever is named by it elsewhere would be two people.
      expect(person.tenant).toMatch(/^T/)
    }
  })
})

test.skipIf(!isWirePresent).each([true, false])(
  'one human, by their enterprise in one event and by their workspace in another, is one person; Slack tells: %s',
  async (isTold) => {
    const world = await open()
    const [byEnterprise, byWorkspace] = ['slack/event-app_mention-0509dd88.json', 'slack/event-message-0782320f.json']
      .map(readWire)
      .map((body) => JSON.parse(JSON.stringify(body).replaceAll('INSTALLED_TEAM_ID', world.slack.team)))
      .map((body) => ({ ...body, api_app_id: 'A0APPMEDIC', authorizations: [] }))
    if (isTold) tellWorkspaceOf(world, byEnterprise)
    await world.send(byEnterprise)
    await world.send(byWorkspace)

    const [one, other] = world.inputs.map(({ person }) => person)
    expect(one && other && isSamePerson(one, other)).toBe(true)
  },
)

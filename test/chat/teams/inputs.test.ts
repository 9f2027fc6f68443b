import { afterEach, beforeEach, expect, it } from 'vitest'
import { createPendingInvokes } from '../../../src/chat/teams/pending-invokes.ts'
import { messageText } from '../../message-text.ts'
import { slowDisk } from '../accepting.ts'
import {
  added,
  channel,
  edited,
  invoke,
  mention,
  overheard,
  people,
  personal,
  personalChat,
  submit,
} from './payloads.ts'
import { createTeamsWorld, hurriedTime, notice, type TeamsWorld, until } from './world.ts'

let world: TeamsWorld
beforeEach(async () => {
  world = await createTeamsWorld()
})
afterEach(() => world.stop())

const ada = () => ({
  platform: 'teams',
  tenant: world.cloud.tenantId,
  id: people.ada.aadObjectId,
  name: 'Ada de Vries',
})
const place = (thread: string) => ({ platform: 'teams', tenant: world.cloud.tenantId, channel, thread })

const arrived = async (count = 1) => {
  await until(() => world.inputs.length === count)
  return world.inputs.at(-1)
}

it('a mention in a channel is an addressed message in the thread that it begins', async () => {
  const payload = mention(world.cloud, 'ada', 'contoso-web &amp; co: 503 &lt;again&gt;, <at>Bram</at> saw it')
  const answer = await world.send(payload)

  expect(answer).toMatchObject({ status: 200, text: '' })
  expect(await arrived()).toEqual({
    kind: 'message',
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    place: place(String(payload.id)),
    person: ada(),
    text: 'contoso-web & co: 503 <again>, Bram saw it',
    addressed: true,
    locale: 'en-GB',
  })
})

it('a message of the channel that mentions nobody is heard, but was not meant for us', async () => {
  await world.send(overheard(world.cloud, 'bram', 'is contoso-web slow for you too? <at>Appmedic</at>', '17'))

  expect(await arrived()).toMatchObject({
    addressed: false,
    place: place('17'),
    text: 'is contoso-web slow for you too? Appmedic',
  })
})

it('everything in a personal chat is meant for us, and the chat is one thread', async () => {
  await world.send({ ...personal(world.cloud, 'ada', 'help'), locale: undefined })

  const input = await arrived()
  expect(input).toMatchObject({ addressed: true, text: 'help', place: { channel: personalChat, thread: 'chat' } })
  expect(input?.locale).toBe('en-GB')
})

it('a button gives its verb and its token, and what was entered', async () => {
  const data = { token: 'INC-1/1/0', leaseHours: 2, sure: true, deep: { er: 1 }, msteams: {} }
  await world.send(invoke(world.cloud, 'ada', { verb: 'propose', data, thread: '17', card: '18' }))

  expect(await arrived()).toMatchObject({
    kind: 'click',
    verb: 'propose',
    token: 'INC-1/1/0',
    values: { leaseHours: '2', sure: 'true' },
    place: place('17'),
    person: ada(),
  })
})

it('an old client says the same with a message', async () => {
  const value = { verb: 'propose', token: 'INC-1/1/0', leaseHours: '2' }
  expect((await world.send(submit(world.cloud, 'ada', value, '17'))).status).toBe(200)

  expect(await arrived()).toMatchObject({
    kind: 'click',
    verb: 'propose',
    token: 'INC-1/1/0',
    values: { leaseHours: '2' },
  })
})

it('who has no object id is nobody whom a policy can name', async () => {
  const { aadObjectId: _, ...from } = people.ada
  await world.send({ ...mention(world.cloud, 'ada', 'approve INC-1'), from })

  expect((await arrived())?.person.id).toBe('without-object-id:29:1adaAda')
})

it('a guest from elsewhere is a person of that tenant', async () => {
  const from = { ...people.ada, tenantId: 'ffffffff-0000-4000-8000-000000000000' }
  await world.send({ ...mention(world.cloud, 'ada', 'approve INC-1'), from })

  expect((await arrived())?.person.tenant).toBe('ffffffff-0000-4000-8000-000000000000')
})

it('edits, people who join, reactions and other bots ask for nothing', async () => {
  const first = mention(world.cloud, 'ada', 'contoso-web is down')
  const bot = { id: '28:another-bot', name: 'Other' }
  await world.send(first)
  await arrived()
  const answers = [
    await world.send(edited(world.cloud, first, 'contoso-api is down')),
    await world.send(added(world.cloud)),
    await world.send({ ...mention(world.cloud, 'ada', ''), type: 'messageReaction', text: undefined }),
    await world.send({ ...overheard(world.cloud, 'ada', 'approve INC-1'), from: bot }),
    await world.send({ ...overheard(world.cloud, 'ada', ''), attachments: [{ contentType: 'image/png' }] }),
  ]
  await world.send(mention(world.cloud, 'ada', 'last'))
  await until(() => world.inputs.some((input) => input.kind === 'message' && input.text === 'last'))

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(world.inputs).toHaveLength(2)
})

it('what Teams delivers twice is done once, and a click delivered twice is answered twice', async () => {
  const message = mention(world.cloud, 'ada', 'contoso-web is down')
  const click = invoke(world.cloud, 'ada', { verb: 'approve', data: { token: 'INC-1.a' }, thread: '17', card: '18' })
  const answers = []
  for (const payload of [message, message, click, click]) answers.push(await world.send(payload))
  await arrived(2)

  expect(world.inputs.map(({ kind }) => kind).sort()).toEqual(['click', 'message'])
  expect(answers[3]?.body).toEqual(answers[2]?.body)
})

const clickOf = (who: 'ada' | 'bram' = 'ada') =>
  invoke(world.cloud, who, { verb: 'approve', data: { token: 'INC-1.a' }, thread: '17', card: '18' })

it('a click is answered to the clicker alone with what the work says privately', async () => {
  world.onInput = (input) => world.chat.whisper(input.place, input.person, notice('You may not approve this.'))
  const answer = await world.send(clickOf())

  expect(answer.body).toEqual({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: 'You may not approve this.',
  })
  expect(world.cloud.messages).toEqual([])
})

it('two people who click at once each get their own answer', async () => {
  let let1Go = (): void => undefined
  const firstWaits = new Promise<void>((resolve) => {
    let1Go = resolve
  })
  world.onInput = async (input) => {
    if (input.person.name.startsWith('Ada')) await firstWaits
    await world.chat.whisper(input.place, input.person, notice(`For ${input.person.name}.`))
  }
  const first = world.send(clickOf('ada'))
  const second = await world.send(clickOf('bram'))
  let1Go()

  expect(second.body?.value).toBe('For Bram Jansen.')
  expect((await first).body?.value).toBe('For Ada de Vries.')
})

it('a click whose work takes long is acknowledged, and what is said later is said in the thread, by name', async () => {
  let goOn = (): void => undefined
  const slow = new Promise<void>((resolve) => {
    goOn = resolve
  })
  world.onInput = async (input) => {
    await slow
    await world.chat.whisper(input.place, input.person, notice('Too late.'))
  }
  const answering = world.send({ ...clickOf(), locale: 'nl-NL' })
  await arrived()
  world.time.loseWait()
  const answer = await answering
  goOn()
  await until(() => world.cloud.messages.length === 1)

  expect(answer.body?.value).toBe(messageText('nl', 'teams.received'))
  expect(world.cloud.messages[0]).toMatchObject({
    conversation: `${channel};messageid=17`,
    body: { text: '<at>Ada de Vries</at>', entities: [{ type: 'mention', mentioned: { id: people.ada.id } }] },
  })
})

it('a click on which the work breaks is answered in words with a reference', async () => {
  world.onInput = async () => {
    throw new Error('a bug')
  }
  const answer = await world.send(clickOf())

  expect(answer).toMatchObject({ status: 200, body: { statusCode: 500, type: 'application/vnd.microsoft.error' } })
  expect(JSON.stringify(answer.body)).toMatch(/reference-\d+/)
  expect(answer.text).not.toContain('a bug')
})

it('a message that could not be kept is not acknowledged, and is taken when Teams sends it again', async () => {
  const said = mention(world.cloud, 'ada', 'contoso-web is down', '17')
  world.isFull = true
  expect((await world.send(said)).status).toBe(503)
  expect(world.inputs).toEqual([])

  world.isFull = false
  expect((await world.send(said)).status).toBe(200)
  await arrived()

  expect(world.inputs).toMatchObject([{ text: 'contoso-web is down' }])
})

it('a click that could not be kept is answered as one that failed, and is taken when it comes again', async () => {
  const click = clickOf()
  world.isFull = true
  expect(await world.send(click)).toMatchObject({ status: 200, body: { statusCode: 500 } })
  expect(world.inputs).toEqual([])

  world.isFull = false
  expect(await world.send(click)).toMatchObject({ status: 200, body: { statusCode: 200 } })
  expect(world.inputs).toMatchObject([{ kind: 'click' }])
})

it.each([
  ['a message', () => mention(world.cloud, 'ada', 'contoso-web is down', '17'), 503],
  ['a click', () => clickOf(), 500],
])('%s that Teams sends again while it is being written down is not acknowledged before that', async (_, make, no) => {
  const sent = make()
  const disk = slowDisk()
  world.isFull = disk.isFull
  const statuses: number[] = []
  const statusOf = ({ status, body }: { status: number; body?: unknown }) =>
    statuses.push((body as { statusCode?: number } | undefined)?.statusCode ?? status)
  const answers: Promise<unknown>[] = []
  for (let time = 0; time < 2; time += 1) {
    answers.push(world.send(sent).then(statusOf))
    await world.send({}, { token: null })
  }
  expect(statuses).toEqual([])

  disk.end(true)
  await Promise.all(answers)
  expect(statuses).toEqual([no, no])

  world.isFull = false
  await world.send(sent).then(statusOf)
  await arrived()
  expect(statuses.at(-1)).toBe(200)
})

it('a click is not acknowledged while it is being written down, however long that takes', async () => {
  let written: () => void = () => undefined
  const writing = new Promise<void>((resolve) => {
    written = resolve
  })
  const time = hurriedTime()
  const outcomes: string[] = []
  const click = {
    kind: 'click',
    id: 'f:1',
    place: place('17'),
    person: ada(),
    verb: 'approve',
    token: 'INC-1.a',
  } as const
  const answered = createPendingInvokes(time.after).during({ ...click, values: {} }, async () => {
    await writing
    return { handled: new Promise(() => undefined) }
  })
  const recorded = answered.then(({ is }) => outcomes.push(is))

  time.loseWait()
  await new Promise((resolve) => setImmediate(resolve))
  expect(outcomes).toEqual([])

  written()
  await new Promise((resolve) => setImmediate(resolve))
  time.loseWait()
  await recorded
  expect(outcomes).toEqual(['working'])
})

it('buttons that are none are answered, unknown invokes too', async () => {
  const bad = clickOf()
  const nonsense = { ...bad, value: { action: { verb: '<script>', data: {} } } }
  const other = { ...clickOf(), name: 'composeExtension/query' }

  expect((await world.send(nonsense)).body).toMatchObject({ statusCode: 400, type: 'application/vnd.microsoft.error' })
  expect((await world.send(other)).status).toBe(501)
  expect(world.inputs).toEqual([])
})

it('a client that refreshes by itself gets the card as it stands and clicks nothing', async () => {
  await world.send(mention(world.cloud, 'ada', 'hello', '17'))
  const { ref } = await world.chat.post(place('17'), notice('before'))
  await world.chat.update(place('17'), ref, notice('after'))
  await arrived()
  const refresh = (card: string) =>
    invoke(world.cloud, 'ada', {
      verb: 'approve',
      data: { token: 'INC-1.a' },
      thread: '17',
      card,
      trigger: 'automatic',
    })
  const answer = await world.send(refresh(String(ref.activity)))

  expect(answer.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
  expect(JSON.stringify(answer.body)).toContain('after')
  expect((await world.send(refresh('404'))).body).toMatchObject({ statusCode: 404 })
  expect(world.inputs).toHaveLength(1)
})

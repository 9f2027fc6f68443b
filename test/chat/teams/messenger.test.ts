import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPicturePainter } from '../../../src/chat/shared/picture-painter.ts'
import { readPng } from '../../../src/chat/teams/message/png.ts'
import { quantizePng } from '../../../src/chat/teams/message/quantize-png.ts'
import type { CardView } from '../../../src/views/types.ts'
import { messageText } from '../../message-text.ts'
import type { ConnectorRequest, Misbehaviour } from './cloud.ts'
import { channel, groupChat, mention, overheard, people, personal, personalChat } from './payloads.ts'
import { createTeamsWorld, notice, says, type TeamsWorld, until } from './world.ts'

let world: TeamsWorld
beforeEach(async () => {
  world = await createTeamsWorld()
})
afterEach(() => world.stop())

const place = (thread?: string) => ({
  platform: 'teams',
  tenant: world.cloud.tenantId,
  channel,
  ...(thread === undefined ? {} : { thread }),
})
const person = (who: keyof typeof people) => ({
  platform: 'teams',
  tenant: world.cloud.tenantId,
  id: people[who].aadObjectId,
  name: people[who].name,
})
const texts = () => world.cloud.messages.map(({ body }) => JSON.stringify(body.attachments[0]?.content.body))

describe('posting', () => {
  it('answers in the thread, and gives a reference that survives a restart', async () => {
    const posted = await world.chat.post(place('17'), notice('hello'))
    const other = await world.another()
    await other.update(place('17'), JSON.parse(JSON.stringify(posted.ref)), notice('changed'))

    expect(posted.thread).toEqual(place('17'))
    expect(world.cloud.messages).toMatchObject([{ conversation: `${channel};messageid=17`, edits: 1 }])
    expect(world.cloud.messages[0]?.body).toMatchObject({ type: 'message', summary: 'changed', locale: 'en' })
    expect(texts()[0]).toContain('changed')
  })

  it('begins a thread where the place has none, and not where a chat can have none', async () => {
    const inChannel = await world.chat.post(place(), notice('hello'))
    const inChat = await world.chat.post({ ...place(), channel: groupChat }, notice('hello'))

    expect(inChannel.thread).toEqual(place(world.cloud.messages[0]?.id))
    expect(inChat.thread).toEqual({ ...place('chat'), channel: groupChat })
    expect(world.cloud.messages.map(({ conversation }) => conversation)).toEqual([channel, groupChat])
  })

  it('refuses a reference that leads elsewhere', async () => {
    const { ref } = await world.chat.post(place('17'), notice('hello'))

    await expect(
      world.chat.update(place('17'), { ...ref, serviceUrl: 'http://127.0.0.1:9/' }, notice('x')),
    ).rejects.toThrow()
  })

  it('lets clients of those who were heard refresh a proposal, and nothing else', async () => {
    const simple = await createTeamsWorld({ expand: () => ({ type: 'AdaptiveCard', version: '1.5', body: [] }) })
    await simple.send(mention(simple.cloud, 'ada', 'hi', '17'))
    await simple.send(overheard(simple.cloud, 'bram', 'hi', '17'))
    const { ref } = await simple.chat.post(place('17'), { ...notice('a proposal'), template: 'proposal' })
    const refreshed = () => simple.cloud.messages[0]?.body.attachments[0]?.content.refresh?.userIds
    const whileProposed = refreshed()
    await simple.chat.update(place('17'), ref, { ...notice('resolved'), template: 'resolved' })
    await simple.stop()

    expect(whileProposed).toEqual([people.bram.id, people.ada.id])
    expect(refreshed()).toBeUndefined()
  })
})

describe('whispering', () => {
  it('answers a message in its thread, naming who asked', async () => {
    await world.send(mention(world.cloud, 'ada', 'help', '17'))
    await until(() => world.inputs.length === 1)
    await world.chat.whisper(place('17'), person('ada'), notice('This is how.'))

    expect(world.cloud.messages).toMatchObject([
      {
        conversation: `${channel};messageid=17`,
        body: { text: '<at>Ada de Vries</at>', entities: [{ type: 'mention', mentioned: { id: people.ada.id } }] },
      },
    ])
  })

  it('answers in the personal chat there', async () => {
    await world.send(personal(world.cloud, 'ada', 'help'))
    await until(() => world.inputs.length === 1)
    await world.chat.whisper({ ...place('chat'), channel: personalChat }, person('ada'), notice('This is how.'))

    expect(world.cloud.messages[0]?.conversation).toBe(personalChat)
  })

  it('makes no markup of a name', async () => {
    const from = { ...people.ada, name: '</at><at>Everyone & all' }
    await world.send({ ...mention(world.cloud, 'ada', 'help', '17'), from })
    await until(() => world.inputs.length === 1)
    await world.chat.whisper(place('17'), { ...person('ada'), name: from.name }, notice('This is how.'))

    expect(world.cloud.messages[0]?.body.text).toBe('<at>/atatEveryone  all</at>')
  })
})

/** Answers the first so many requests wrongly. */
const times = (count: number, what: Misbehaviour) => {
  let left = count
  world.cloud.misbehave = () => {
    left -= 1
    return left >= 0 ? what : undefined
  }
}

describe('when Teams has trouble', () => {
  it.each([412, 429, 502, 503, 504])(
    '%s for a minute: nothing is lost, everything in order, nothing twice',
    async (status) => {
      times(6, { status, ...(status === 429 ? { retryAfter: 7 } : {}) })
      const began = world.time.now()
      const posts = await Promise.all(
        ['1', '2', '3'].map((words) => world.chat.post(place('17'), notice(`card ${words}`))),
      )

      expect(texts().map((text) => /card \d/.exec(text ?? '')?.[0])).toEqual(['card 1', 'card 2', 'card 3'])
      expect(new Set(posts.map(({ ref }) => ref.activity)).size).toBe(3)
      expect(world.time.now() - began).toBeGreaterThanOrEqual(60_000)
    },
  )

  it('waits as long as it is told to', async () => {
    times(1, { status: 429, retryAfter: 45 })
    await world.chat.post(place('17'), notice('hello'))
    const [first, second] = world.cloud.requests

    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(45_000)
  })

  it.each(['taken-then-500', 'taken-then-dropped'] as const)(
    'does not say twice what may have been said: %s',
    async (how) => {
      times(1, { how })

      await expect(world.chat.post(place('17'), notice('hello'))).rejects.toThrow()
      expect(world.cloud.messages).toHaveLength(1)
      expect(world.cloud.requests).toHaveLength(1)
    },
  )

  it.each([500, 429])(
    'an edit is tried again after %s, and what was overtaken meanwhile is never sent',
    async (status) => {
      const { ref } = await world.chat.post(place('17'), notice('posted'))
      times(3, { status })
      await Promise.all(
        ['one', 'two', 'three', 'four'].map((words) => world.chat.update(place('17'), ref, notice(words))),
      )

      const edits = world.cloud.requests.filter(({ method }) => method === 'PUT').map(wordsOf)
      expect(texts()[0]).toContain('four')
      expect(edits).toEqual(['one', 'four', 'four', 'four'])
    },
  )

  it('gives up at last, and says so', async () => {
    world.cloud.misbehave = () => ({ status: 503 })

    await expect(world.chat.post(place('17'), notice('hello'))).rejects.toThrow('503')
    expect(world.cloud.requests).toHaveLength(8)
    world.cloud.misbehave = undefined
    await world.chat.post(place('17'), notice('again'))
    expect(world.cloud.messages).toHaveLength(1)
  })

  it.each([400, 403, 404])('does not insist on %s', async (status) => {
    times(1, { status })

    await expect(world.chat.post(place('17'), notice('hello'))).rejects.toThrow(String(status))
    expect(world.cloud.requests).toHaveLength(1)
  })

  it('gets a new token when the one it has is taken no more', async () => {
    await world.chat.post(place('17'), notice('one'))
    world.cloud.revoke()
    await world.chat.post(place('17'), notice('two'))

    expect(world.cloud.messages).toHaveLength(2)
    expect(world.cloud.signIns).toHaveLength(2)
  })

  it('trouble in one conversation holds up no other', async () => {
    world.cloud.misbehave = ({ conversation }) => (conversation.endsWith('=17') ? { how: 'hang' } : undefined)
    const stuck = world.chat.post(place('17'), notice('stuck'))
    await world.chat.post(place('18'), notice('through'))

    expect(texts()).toHaveLength(1)
    await world.chat.stop()
    await expect(stuck).rejects.toThrow()
  })

  it('what waits when the program stops is given back at once', async () => {
    const { ref } = await world.chat.post(place('17'), notice('posted'))
    world.cloud.misbehave = () => ({ how: 'hang' })
    const waiting = Promise.allSettled([
      world.chat.update(place('17'), ref, notice('one')),
      world.chat.post(place('17'), notice('two')),
    ])
    await until(() => world.cloud.requests.length === 2)
    await world.chat.stop()

    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})

const wordsOf = ({ body }: ConnectorRequest): string | undefined =>
  /(one|two|three|four)/.exec(JSON.stringify(body.attachments))?.[0]

describe('the size of a message', () => {
  const line = (words: string) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: words }] })
  const button = (verb: string) => ({ type: 'Action.Execute', title: verb, verb, data: { token: `INC-1.${verb}` } })
  /** A card of which the expander is told to make this. */
  const card = (kilobytes: { head?: number; folded?: number; tail?: number; inButtons?: number }) => ({
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      line(`head ${'é'.repeat((kilobytes.head ?? 0) * 512)}`),
      { type: 'ActionSet', actions: [button('propose')] },
      { type: 'Input.ChoiceSet', id: 'lease', choices: [{ title: 'an hour', value: '1' }] },
      { type: 'ActionSet', actions: [{ type: 'Action.ToggleVisibility', title: 'More', targetElements: ['more'] }] },
      {
        type: 'Container',
        id: 'more',
        isVisible: false,
        items: [line(`folded ${'x'.repeat((kilobytes.folded ?? 0) * 1024)}`)],
      },
      line(`tail ${'x'.repeat((kilobytes.tail ?? 0) * 1024)}`),
      { type: 'ActionSet', actions: [button('undo')] },
    ],
    actions: [button('approve'), button('reject')],
  })
  const postedWith = async (made: object) => {
    const small = await createTeamsWorld({ expand: () => made as never })
    try {
      await small.chat.post(place('17'), { ...notice('x'), language: 'nl' })
      return JSON.stringify(small.cloud.messages[0]?.body)
    } finally {
      await small.stop()
    }
  }
  const shortened = messageText('nl', 'teams.shortened')
  const decisions = ['propose', 'undo', 'approve', 'reject', 'an hour']

  it.each([
    ['small', {}, { has: ['head', 'folded', 'tail', 'More'], lacks: [shortened] }],
    ['with much that is folded away', { folded: 40 }, { has: ['head', 'tail', shortened], lacks: ['folded', 'More'] }],
    ['with a long end', { tail: 40 }, { has: ['head', shortened], lacks: ['folded', 'tail'] }],
    ['with a long beginning', { head: 60 }, { has: ['head', '…', shortened], lacks: ['folded', 'tail'] }],
  ] as const)('a card that is %s keeps every button', async (_, sizes, { has, lacks }) => {
    const sent = await postedWith(card(sizes))

    expect([...decisions, ...has].filter((words) => !sent.includes(words))).toEqual([])
    expect(lacks.filter((words) => sent.includes(words))).toEqual([])
  })

  it('a picture is sent where it fits, smaller where it must be, and else left out', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 720" width="1024" height="720"><rect width="9" height="9"/></svg>'
    const view: CardView = { ...notice('x'), images: [{ name: 'chart', svg, alt: 'a chart' }] }
    const made = (size: (width: number) => number) => async () => {
      const painted: string[] = []
      const small = await createTeamsWorld({
        expand: (_, { chart }) =>
          ({ type: 'AdaptiveCard', version: '1.5', body: chart ? [{ type: 'Image', url: chart }] : [] }) as never,
        painter: {
          paint: async (drawing) => {
            painted.push(/width="\d+" height="\d+"/.exec(drawing)?.[0] ?? '')
            return new Uint8Array(size(Number(/width="(\d+)"/.exec(drawing)?.[1])))
          },
        },
      })
      await small.chat.post(place('17'), view)
      await small.stop()
      return { painted, sent: JSON.stringify(small.cloud.messages[0]?.body).includes('data:image/png;base64,') }
    }

    expect(await made(() => 5_000)()).toEqual({ painted: ['width="720" height="506"'], sent: true })
    expect(await made((width) => width * 40)()).toMatchObject({ painted: { length: 3 }, sent: true })
    expect(await made(() => 50_000)()).toMatchObject({ painted: { length: 3 }, sent: false })
  })
})

it('a painted picture keeps its size and its colours and loses most of its bytes', async () => {
  const painter = createPicturePainter()
  const bars = Array.from(
    { length: 60 },
    (_, x) => `<rect x="${x * 10}" y="${(x * 37) % 200}" width="7" height="90" fill="#b5202c"/>`,
  )
  const letters = '<text x="20" y="280" font-size="40" fill="#1f5fd6" font-family="Inter">Response time 5.2 s</text>'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300">${bars.join('')}${letters}</svg>`
  const png = await painter.paint(svg)
  const smaller = Buffer.from(quantizePng(png))
  const again = await painter.paint(
    `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><image width="600" height="300" href="data:image/png;base64,${smaller.toString('base64')}"/></svg>`,
  )
  await painter.stop()
  const [before, after] = [readPng(png), readPng(again)]
  const differing = before?.pixels.filter((pixel, index) => pixel !== after?.pixels[index]).length ?? 0

  expect(smaller.length).toBeLessThan(png.length / 2)
  expect([after?.width, after?.height]).toEqual([600, 300])
  expect(after?.pixels.filter((pixel) => pixel === 0xb5202c).length).toBe(
    before?.pixels.filter((pixel) => pixel === 0xb5202c).length,
  )
  expect(differing / (600 * 300)).toBeLessThan(0.02)
  expect(quantizePng(new Uint8Array(100))).toEqual(new Uint8Array(100))
})

it('the words of the platform itself exist in both languages', () => {
  const said = (['en', 'nl'] as const).map((language) =>
    says(language)({ key: 'teams.failed', args: { reference: 'R1' } }),
  )

  expect(said[0]).not.toBe(said[1])
  expect(said.every((words) => words.includes('R1'))).toBe(true)
})

it('people are called by their object ids in the card, and by name where they are of another organisation', async () => {
  const ada = people.ada
  const called = [
    { name: `${ada.name}</at>*`, identities: { teams: `${world.cloud.tenantId}/${ada.aadObjectId}` } },
    { name: 'Eva', identities: { teams: `00000000-0000-0000-0000-000000000000/${ada.aadObjectId}` } },
  ]
  await world.chat.post(place('17'), { ...notice('names: waits'), mentions: { people: called, text: 'waits' } })

  const card = world.cloud.messages[0]?.body.attachments[0]?.content
  const name = `${ada.name}/at`
  expect(card?.body).toMatchObject([{ type: 'TextBlock', text: `<at>${name}</at>, Eva` }, {}])
  expect((card as { msteams?: object } | undefined)?.msteams).toEqual({
    width: 'Full',
    entities: [{ type: 'mention', text: `<at>${name}</at>`, mentioned: { id: ada.aadObjectId, name } }],
  })
  expect(texts()[0]).not.toContain('names:')
})

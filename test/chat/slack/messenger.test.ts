import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSlackChat } from '../../../src/chat/slack/index.ts'
import type { SlackChatOptions } from '../../../src/chat/slack/options.ts'
import type { Person } from '../../../src/incident/person.ts'
import type { CardView } from '../../../src/views/types.ts'
import { accepting } from '../accepting.ts'
import { channel, click, newTs } from './payloads.ts'
import type { Posted, Trouble } from './slack.ts'
import { createSlackWorld, hurriedTime, notice, optionsFor, type SlackWorld } from './world.ts'

let world: SlackWorld
beforeEach(async () => {
  world = await createSlackWorld()
})
afterEach(async () => {
  expect(world.slack.breaches).toEqual([])
  await world.stop()
})
const anew = async (change: Partial<SlackChatOptions>) => {
  await world.stop()
  world = await createSlackWorld(change)
}

const place = { platform: 'slack', tenant: 'T0CONTOSO', channel }
const ada: Person = { platform: 'slack', tenant: 'T0CONTOSO', id: 'U0ADA', name: 'Ada' }
const texts = () => world.slack.messages.map(({ text }) => text)
const called = (method: string) => world.slack.calls.filter((call) => call.method === method)

it('a card begins a thread, is answered in it and edited in place', async () => {
  const { chat, slack } = world
  const first = await chat.post(place, notice('one'))
  const second = await chat.post(first.thread, notice('two'))
  await chat.update(first.thread, first.ref, notice('one, changed <!channel>'))

  const [begun, answer] = slack.messages
  expect(first).toEqual({ ref: { channel, ts: begun?.ts }, thread: { ...place, thread: begun?.ts } })
  expect(second.thread).toEqual(first.thread)
  expect([begun, answer]).toMatchObject([
    { text: 'one, changed &lt;!channel&gt;', edits: 1 },
    { text: 'two', thread: begun?.ts, edits: 0 },
  ])
  expect(called('chat.postMessage')[0]?.args).toMatchObject({
    unfurl_links: 'false',
    link_names: 'false',
    parse: 'none',
  })
})

it('a channel gets a post a second; edits and whispers do not wait for that', async () => {
  const { chat, slack } = world
  const { thread, ref } = await chat.post(place, notice('0'))
  const posts = Array.from({ length: 5 }, (_, index) => chat.post(thread, notice(`${index + 1}`)))
  await Promise.all([...posts, chat.update(thread, ref, notice('edited')), chat.whisper(thread, ada, notice('psst'))])

  const at = called('chat.postMessage').map((call) => call.at)
  expect(texts()).toEqual(['edited', '1', '2', '3', '4', '5'])
  expect(at.slice(1).every((time, index) => time - (at[index] ?? 0) >= 1_000)).toBe(true)
  const methods = slack.calls.map(({ method }) => method).filter((method) => method.startsWith('chat.'))
  expect(methods.indexOf('chat.update')).toBeLessThan(3)
  expect(methods.indexOf('chat.postEphemeral')).toBeLessThan(4)
})

it('an edit that waits is replaced by a newer one', async () => {
  const { chat } = world
  const { thread, ref } = await chat.post(place, notice('0'))
  await Promise.all(Array.from({ length: 20 }, (_, index) => chat.update(thread, ref, notice(`${index + 1}`))))

  expect(texts()).toEqual(['20'])
  expect(called('chat.update').length).toBeLessThan(4)
})

it.each<readonly [string, Trouble]>([
  ['429', { status: 429, retryAfter: 20 }],
  ['500', { status: 500 }],
  ['a 500 after it was done', 'lost'],
  ['internal_error', { error: 'internal_error' }],
  ['a connection that breaks', 'hang up'],
])('a minute of %s: nothing is lost or doubled, cards catch up in order', async (_, trouble) => {
  const { chat, slack, time } = world
  const { thread, ref } = await chat.post(place, notice('0'))
  const ends = time.now() + 60_000
  slack.misbehave = () => (time.now() < ends ? trouble : undefined)
  const before = slack.calls.length
  await Promise.all([
    ...['1', '2', '3'].map((text) => chat.post(thread, notice(text))),
    ...['a', 'b', 'c'].map((text) => chat.update(thread, ref, notice(text))),
    chat.whisper(thread, ada, notice('psst')),
  ])

  expect(texts()).toEqual(['c', '1', '2', '3'])
  expect(slack.whispers.at(-1)?.text).toBe('psst')
  expect(slack.calls.length - before).toBeGreaterThan(7)
  expect(slack.calls.length - before).toBeLessThan(40)
  expect(time.now()).toBeGreaterThanOrEqual(ends)
})

it('Retry-After is kept to the second', async () => {
  const { chat, slack, time } = world
  await chat.post(place, notice('0'))
  const ends = time.now() + 42_000
  slack.misbehave = () => (time.now() < ends ? { status: 429, retryAfter: 42 } : undefined)
  await chat.post(place, notice('1'))

  const [, refused, taken] = called('chat.postMessage').map(({ at }) => at)
  expect((taken ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(42_000)
  expect(called('chat.postMessage')).toHaveLength(3)
})

it('a channel that is held up holds up no other', async () => {
  const { chat, slack } = world
  let held = 0
  slack.misbehave = (_method, args) => {
    if (args.channel !== channel || held > 3) return undefined
    held += 1
    return { status: 429, retryAfter: 100 }
  }
  const order: string[] = []
  await Promise.all([
    chat.post(place, notice('slow')).then(() => order.push('slow')),
    chat.post({ ...place, channel: 'C0OTHER' }, notice('quick')).then(() => order.push('quick')),
  ])

  expect(order).toEqual(['quick', 'slow'])
})

it('what Slack will never take is told to who asked for it; a card that was deleted is not edited for ever', async () => {
  const { chat, slack } = world
  slack.absent.add(channel)
  await expect(chat.post(place, notice('x'))).rejects.toThrow('not_in_channel')
  await chat.update(place, { channel, ts: newTs() }, notice('y'))

  expect(called('chat.postMessage')).toHaveLength(1)
  expect(world.logged).toContainEqual(expect.objectContaining({ message: 'a card is no longer there to be edited' }))
})

it('where Slack does not take a card, its decisions still come', async () => {
  const actions = [{ type: 'Action.Execute', title: 'Approve', verb: 'approve', data: { token: 'INC-7.a' } }]
  const body = [{ type: 'FactSet', facts: [{ title: 'a', value: 'b' }] }]
  await anew({ expand: () => ({ type: 'AdaptiveCard', body, actions }) })
  world.slack.misbehave = (_method, args) =>
    JSON.stringify(args.blocks ?? '').includes('fields') ? { error: 'invalid_blocks' } : undefined
  await world.chat.post(place, notice('what it is about'))

  const said = JSON.stringify(world.slack.messages[0]?.blocks)
  expect(said).toContain('what it is about')
  expect(said).toContain('INC-7.a')
})

it('a template that fails still says what happened', async () => {
  await anew({
    expand: () => {
      throw new Error('broken')
    },
  })
  await world.chat.post(place, notice('INC-7 is open'))

  expect(texts()[0]).toMatch(/^INC-7 is open \(notice: id-\d\)$/)
})

it('whispers stand where the person looks, reach them when they left, and are plain in private', async () => {
  const { chat, slack } = world
  const { thread } = await chat.post(place, notice('card'))
  await chat.whisper(thread, ada, notice('beside the card'))
  await chat.post(thread, notice('in the thread'))
  const answer = slack.messages[1] as Posted
  const action = { type: 'button', action_id: 'link#1' }
  await world.interact({ ...click(slack, 'ada', withButton(answer), /link/), actions: [{ ...action, action_ts: '1' }] })
  await chat.whisper(thread, ada, notice('in the thread'))
  await chat.whisper({ ...place, channel: 'D0ADA' }, ada, notice('in private'))
  slack.absent.add(channel)
  await chat.whisper(thread, ada, notice('by direct message'))

  expect(slack.whispers).toEqual([
    { channel, user: 'U0ADA', text: 'beside the card' },
    { channel, user: 'U0ADA', thread: thread.thread, text: 'in the thread' },
  ])
  expect(slack.messages.slice(2)).toMatchObject([
    { channel: 'D0ADA', text: 'in private' },
    { channel: 'D0ADA', text: 'by direct message' },
  ])
})

const withButton = (message: Posted): Posted => ({
  ...message,
  blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'link#1' }] }],
})

const svg = '<svg><tspan fill="#1">Errors</tspan><path d="M0 90L10 90L20 10L30 5" fill="none" stroke="#1"/></svg>'
const charted = (words: string): CardView => ({
  ...notice(words),
  images: [{ name: 'chart', svg, alt: 'Errors go up' }],
})
const withChart: Partial<SlackChatOptions> = {
  expand: (view, images) => ({
    type: 'AdaptiveCard',
    body: [
      { type: 'TextBlock', text: view.summary },
      { type: 'Image', url: images.chart ?? '', altText: 'Errors go up' },
    ],
  }),
}

it('the card comes at once, its chart by an edit, and with the latest words', async () => {
  let painted: (png: Uint8Array) => void = () => undefined
  const painting = new Promise<Uint8Array>((resolve) => {
    painted = resolve
  })
  await anew({ ...withChart, painter: { paint: () => painting } })
  const { chat, slack } = world
  const { thread, ref } = await chat.post(place, charted('first'))
  const atFirst = JSON.stringify(slack.messages[0]?.blocks)
  await chat.update(thread, ref, charted('second'))
  painted(new Uint8Array(500))
  await chat.idle()
  await chat.update(thread, ref, charted('third'))

  expect(atFirst).toContain('▁▁██ Errors')
  expect(slack.uploads).toEqual([{ id: expect.any(String), bytes: expect.any(Number) }])
  expect(slack.uploads[0]?.bytes).toBeGreaterThanOrEqual(500)
  expect(slack.messages).toHaveLength(1)
  expect(slack.messages[0]?.text).toBe('third')
  expect(slack.messages[0]?.blocks).toContainEqual({
    type: 'image',
    slack_file: { id: slack.uploads[0]?.id },
    alt_text: 'Errors go up',
  })
  expect(called('files.getUploadURLExternal')).toHaveLength(1)
})

it('a chart that cannot be uploaded leaves its lines in letters', async () => {
  await anew(withChart)
  world.slack.misbehave = (method) => (method.startsWith('files.') ? { error: 'file_upload_disabled' } : undefined)
  const { thread, ref } = await world.chat.post(place, charted('first'))
  await world.chat.idle()
  await world.chat.update(thread, ref, charted('second'))

  expect(JSON.stringify(world.slack.messages[0]?.blocks)).toContain('▁▁██ Errors')
  expect(called('files.getUploadURLExternal')).toHaveLength(1)
})

it('what waits when it stops is rejected, not forgotten', async () => {
  const { chat, slack } = world
  await chat.post(place, notice('0'))
  slack.misbehave = () => ({ status: 429, retryAfter: 60 })
  const waiting = [chat.post(place, notice('1')), chat.post(place, notice('2'))].map((one) =>
    one.catch((error: Error) => error.message),
  )
  await chat.stop()

  expect((await Promise.all(waiting)).every((message) => /stopped|ratelimited/.test(String(message)))).toBe(true)
})

it.each([
  ['invalid_auth', { error: 'invalid_auth' }, /SLACK_BOT_TOKEN \(invalid_auth\)\. Copy the Bot User OAuth Token/],
  ['account_inactive', { error: 'account_inactive' }, /install it again/],
  ['no answer', 'hang up', /cannot be reached.*slack\.com/],
] as const)('a start that Slack answers with %s says what to do', async (_, trouble, words) => {
  const { slack } = world
  slack.misbehave = () => trouble
  const chat = createSlackChat(optionsFor(slack, hurriedTime(), []))

  await expect(chat.start(accepting())).rejects.toMatchObject({
    name: 'SlackStartError',
    message: expect.stringMatching(words),
  })
  await expect(chat.start(accepting())).rejects.not.toThrow(slack.token)
})

it('people are called by their ids in this workspace, and by name where they have none; text calls nobody', async () => {
  const { chat, slack } = world
  const people = [
    { name: 'Ada', identities: { slack: 'T0CONTOSO/U0ADA' } },
    { name: 'Bram', identities: { teams: 'x/y' } },
    { name: 'Eva', identities: { slack: 'T0OTHER/U0EVA' } },
  ]
  const text = 'waits <@U0EVIL>'
  await chat.post(place, { ...notice(`Ada, Bram, Eva: ${text}`), mentions: { people, text } })

  const [first, ...rest] = (slack.messages[0]?.blocks ?? []) as { elements?: { elements?: object[] }[] }[]
  expect(first?.elements?.[0]?.elements?.filter((one) => !('text' in one && one.text === ' '))).toEqual([
    { type: 'user', user_id: 'U0ADA' },
    { type: 'text', text: 'Bram' },
    { type: 'text', text: 'Eva' },
  ])
  expect(JSON.stringify(rest)).toContain('"type":"text","text":"waits <@U0EVIL>"')
  expect(JSON.stringify(rest)).not.toContain('Bram')
  expect(slack.messages[0]?.text).toContain('&lt;@U0EVIL&gt;')
})

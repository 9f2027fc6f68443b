import { afterEach, beforeEach, expect, it } from 'vitest'
import { event, form, mentionPair, written } from './payloads.ts'
import { createSlackWorld, type SlackWorld } from './world.ts'

let world: SlackWorld
beforeEach(async () => {
  world = await createSlackWorld()
})
afterEach(() => world.stop())

const now = () => Math.floor(world.time.now() / 1000)
const report = () => JSON.stringify(mentionPair(world.slack, 'ada', 'contoso-web is down')[0])
const status = async (...args: Parameters<SlackWorld['slack']['signed']>) =>
  (await world.deliver(world.slack.signed(...args))).status

it('takes what Slack signed lately, and nothing else', async () => {
  const { slack } = world
  const wrong = `v0=${'0'.repeat(64)}`
  const [body] = [report()]
  const unsigned = { headers: { 'content-type': 'application/json' }, body: Buffer.from(body) }
  const tampered = { ...slack.signed(body), body: Buffer.from(body.replace('down', 'fine')) }

  expect(await status(body, { signature: wrong })).toBe(401)
  expect(await status(body, { signature: 'v0=short' })).toBe(401)
  expect(await status(body, { signature: '' })).toBe(401)
  expect((await world.deliver(tampered)).status).toBe(401)
  expect((await world.deliver(unsigned)).status).toBe(401)
  expect(await status(body, { at: now() - 301 })).toBe(401)
  expect(await status(body, { at: now() + 3_600 })).toBe(401)
  expect(await status(body, { at: now() + 90 })).toBe(401)
  expect(await status(body, { at: Number.NaN })).toBe(401)
  expect(world.inputs).toEqual([])

  expect(await status(body, { at: now() - 299 })).toBe(200)
  expect(world.inputs).toHaveLength(1)
  expect(
    world.logged.filter(({ message }) => message.includes('not from Slack')).map(({ details }) => details),
  ).toEqual([{ why: 'wrong-signature' }, { why: 'unsigned' }, { why: 'old' }, { why: 'future' }])
})

it('answers what is broken, too large or only a question about the door', async () => {
  const challenge = JSON.stringify({ type: 'url_verification', token: 'x', challenge: '3eZbrw1aBm2rZgRNFdxV' })
  const answer = await world.deliver(world.slack.signed(challenge))

  expect(await status('{"type":"event_callback",')).toBe(400)
  expect(await status('"text"')).toBe(400)
  expect(await status('payload=%7Bno', { type: 'application/x-www-form-urlencoded' })).toBe(400)
  expect(await status(JSON.stringify({ text: 'x'.repeat(5 * 1024 * 1024) }))).toBe(413)
  expect((await world.chat.webhookEndpoints?.[0]?.serve(world.slack.signed('x'.repeat(5 * 1024 * 1024))))?.status).toBe(
    413,
  )
  expect(await status('ssl_check=1&token=x', { type: 'application/x-www-form-urlencoded' })).toBe(200)
  expect(JSON.parse(answer.text)).toEqual({ challenge: '3eZbrw1aBm2rZgRNFdxV' })
  expect(await status('{"type":"something_new"}')).toBe(404)
  expect(
    await status('{"event":{"type":"message","channel":{"a":[]},"user":7},"type":"event_callback","event_id":"E1"}'),
  ).toBe(200)
  expect(
    await status(form({ type: 'block_actions', actions: 'none' }), { type: 'application/x-www-form-urlencoded' }),
  ).toBe(400)
  expect(world.inputs).toEqual([])
})

it('a mention, its pair and three retries of each are one message', async () => {
  const pair = mentionPair(world.slack, 'ada', 'contoso-web is down')
  const statuses: number[] = []
  for (const retry of ['', '1', '2', '3'])
    for (const payload of pair) {
      const more = retry === '' ? {} : { 'x-slack-retry-num': retry, 'x-slack-retry-reason': 'http_error' }
      statuses.push((await world.deliver(world.slack.signed(JSON.stringify(payload)), more)).status)
    }

  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(world.inputs).toHaveLength(1)
})

it('what it remembers against repeats does not grow without end', async () => {
  const { slack, chat } = world
  for (let index = 0; index < 12_000; index += 1) {
    const body = JSON.stringify(event(slack, { ...written(slack, 'ada', 'x'), type: 'reaction_added' }, `Ev-${index}`))
    if (index % 4_000 === 0) expect((await chat.webhookEndpoints?.[0]?.serve(slack.signed(body)))?.status).toBe(200)
    else await chat.webhookEndpoints?.[0]?.serve(slack.signed(body))
  }
  const late = JSON.stringify(mentionPair(slack, 'ada', 'still there?')[0])

  expect((await chat.webhookEndpoints?.[0]?.serve(slack.signed(late)))?.status).toBe(200)
  await chat.idle()
  expect(world.inputs).toHaveLength(1)
})

it('nothing is taken before it has started or after it has stopped', async () => {
  await world.chat.stop()

  expect(await status(report())).toBe(503)
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWebSessions, guestPerson, maxStreamsPerSession } from '../../../src/chat/web/sessions.ts'
import { startChat } from './chat-world.ts'
import { visit } from './visitor.ts'

let world: Awaited<ReturnType<typeof startChat>>
beforeEach(async () => {
  world = await startChat()
})
afterEach(() => world.stop())

it('another site opens no session and no stream, on this machine neither', async () => {
  const { cookie } = await visit(world.chat.url)
  for (const site of ['cross-site', 'same-site'])
    for (const path of ['session', 'events']) {
      const answer = await fetch(world.chat.url + path, { headers: { 'sec-fetch-site': site, cookie } })
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null])
    }
})

it('a session has so many streams and no more; one that ends makes room', async () => {
  const visitor = await visit(world.chat.url)
  const streams = await Promise.all(Array.from({ length: maxStreamsPerSession }, () => visitor.listen()))
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200))

  expect((await visitor.listen()).status).toBe(429)
  expect((await (await visit(world.chat.url)).listen()).status).toBe(200)
  streams[0]?.close()
  await expect.poll(async () => (await visitor.listen()).status).toBe(200)
})

it('sessions that are used are never taken away, however many are opened', () => {
  let now = 0
  const sessions = createWebSessions(guestPerson, () => now)
  const used = Array.from({ length: 1_000 }, () => sessions.open()?.id)
  const keep = used.slice(0, 999)
  for (const id of keep) sessions.find(id)

  for (let index = 0; index < 5_000; index += 1) expect(sessions.open()).toBeDefined()
  expect(keep.every((id) => sessions.find(id) !== undefined)).toBe(true)

  const last = sessions.open()
  sessions.find(last?.id)
  expect(sessions.open()).toBeUndefined()
  now += 25 * 60 * 60_000
  expect(sessions.open()).toBeDefined()
})

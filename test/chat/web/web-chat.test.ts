import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMemoryTranscript } from '../../../src/chat/web/memory-transcript.ts'
import { messageText } from '../../message-text.ts'
import { slowDisk } from '../accepting.ts'
import { incidents, startChat, view } from './chat-world.ts'
import { visit, wire } from './visitor.ts'

describe('the web chat', () => {
  let world: Awaited<ReturnType<typeof startChat>>
  beforeEach(async () => {
    world = await startChat()
  })
  afterEach(() => world.stop())

  test.each([
    ['messages', { id: 'message-1', text: 'contoso-web is down' }],
    ['clicks', { id: 'click-01', verb: 'approve', token: 'INC-1.a', values: {} }],
  ])('what could not be kept is refused in words, and is taken when it is sent again: %s', async (path, sent) => {
    const alice = await visit(world.chat.url)
    world.world.isFull = true
    const refused = await alice.send(path, sent)
    expect(refused.status).toBe(503)
    expect(await wire(refused)).toMatchObject({
      error: 'web.error.not-taken',
      message: messageText('en', 'web.error.not-taken'),
    })
    expect(world.inputs).toEqual([])

    world.world.isFull = false
    expect((await alice.send(path, sent)).status).toBe(202)

    expect(world.inputs).toHaveLength(1)
  })

  test('what was refused and is sent again is shown once', async () => {
    const sent = { id: 'message-1', text: 'contoso-web is down' }
    const alice = await visit(world.chat.url)
    world.world.isFull = true
    await alice.send('messages', sent)
    world.world.isFull = false
    await alice.send('messages', sent)

    const stream = await alice.listen()
    expect((await stream.next('snapshot')).data.messages.map(({ text }) => text)).toEqual([sent.text])
    stream.close()
  })

  test('what is sent again while it is being written down is not acknowledged before that', async () => {
    const sent = { id: 'message-1', text: 'contoso-web is down' }
    const alice = await visit(world.chat.url)
    const disk = slowDisk()
    world.world.isFull = disk.isFull
    const statuses: number[] = []
    const answers: Promise<unknown>[] = []
    for (let time = 0; time < 2; time += 1) {
      answers.push(alice.send('messages', sent).then(({ status }) => statuses.push(status)))
      await visit(world.chat.url)
    }
    expect(statuses).toEqual([])

    disk.end(true)
    await Promise.all(answers)
    expect(statuses).toEqual([503, 503])

    world.world.isFull = false
    expect((await alice.send('messages', sent)).status).toBe(202)
    expect(world.inputs).toHaveLength(1)
  })

  test('a message is shown to everybody and handed on as the person of the session, whatever the body claims', async () => {
    const [alice, other] = [await visit(world.chat.url), await visit(world.chat.url)]
    const stream = await other.listen()

    const answer = await alice.send('messages', {
      text: ' contoso-web is 503ing ',
      locale: 'nl-NL',
      person: 'bob',
      author: { key: 'bob', name: 'Bob' },
    })

    expect(answer.status).toBe(202)
    const told = await stream.next('message')
    expect(told.data).toMatchObject({ author: { key: 'alice', name: 'Alice Jansen' }, text: 'contoso-web is 503ing' })
    expect(world.inputs).toEqual([
      {
        kind: 'message',
        id: (await wire(answer)).id,
        place: incidents,
        person: { platform: 'web', tenant: 'local', id: 'alice', name: 'Alice Jansen', membership: 'member' },
        text: 'contoso-web is 503ing',
        addressed: true,
        locale: 'nl-NL',
      },
    ])
    stream.close()
  })

  test('is acknowledged before the work is done, and told when it is', async () => {
    const alice = await visit(world.chat.url)
    const stream = await alice.listen()
    const work = withResolvers()
    world.world.handle = () => work.promise

    const answer = await alice.send('messages', { text: 'help' })
    expect(answer.status).toBe(202)
    work.resolve()

    expect((await stream.next('handled')).data).toEqual({ id: (await wire(answer)).id })
    stream.close()
  })

  test('an input whose handling breaks is answered with a reference that the log has too', async () => {
    const alice = await visit(world.chat.url)
    const stream = await alice.listen()
    world.world.handle = async () => {
      throw new Error('secret inside')
    }

    await alice.send('messages', { text: 'help' })

    const { data } = await stream.next('handled')
    expect(data).toMatchObject({ error: 'web.error.failed' })
    expect(JSON.stringify(data)).not.toContain('secret')
    expect(world.logged).toContainEqual(expect.objectContaining({ reference: data.reference }))
    stream.close()
  })

  test('the same request sent twice is taken once', async () => {
    const alice = await visit(world.chat.url)
    const stream = await alice.listen()

    const first = await alice.send('messages', { text: 'help', id: 'abcdefgh-1' })
    const again = await alice.send('messages', { text: 'help', id: 'abcdefgh-1' })
    await alice.send('messages', { text: 'the end', id: 'abcdefgh-2' })

    expect([first.status, again.status]).toEqual([202, 202])
    expect((await stream.next('message')).data.text).toBe('help')
    expect((await stream.next('message')).data.text).toBe('the end')
    expect(world.inputs).toHaveLength(2)
    stream.close()
  })

  test('a card begins a thread, follow-ups go into it, and it is edited in place', async () => {
    const alice = await visit(world.chat.url)
    const stream = await alice.listen()

    const card = await world.chat.post(incidents, view('Looking'))
    await world.chat.post(card.thread, view('Verdict'))
    await world.chat.update(card.thread, card.ref, view('Done'))

    const root = (await stream.next('message')).data
    const reply = (await stream.next('message')).data
    const edit = (await stream.next('edit')).data
    expect(card.thread.thread).toBe(root.id)
    expect(root.thread).toBeUndefined()
    expect(reply).toMatchObject({ thread: root.id, card: { summary: 'Verdict' } })
    expect(edit).toMatchObject({ id: root.id, card: { summary: 'Done', json: { body: [{ text: 'Done' }] } } })
    const fresh = await (await alice.listen()).next('snapshot')
    expect(fresh.data.messages.map((one) => one.card.summary)).toEqual(['Done', 'Verdict'])
    stream.close()
  })

  test('a reply names its thread; one that does not exist is refused in words', async () => {
    const alice = await visit(world.chat.url)
    const { thread } = await world.chat.post(incidents, view('Looking'))

    const good = await alice.send('messages', { text: 'scale out', thread: thread.thread })
    const bad = await alice.send('messages', { text: 'scale out', thread: 'made-up' })

    expect(good.status).toBe(202)
    expect(world.inputs.map(({ place }) => place)).toEqual([thread])
    expect(bad.status).toBe(404)
    expect((await wire(bad)).error).toBe('web.error.thread')
  })

  test('a click carries verb, token and entered values, and the person of the session', async () => {
    const bob = await visit(world.chat.url)
    await bob.send('act-as', { person: 'bob' })
    const { thread } = await world.chat.post(incidents, view('Proposal'))

    await bob.send('clicks', {
      verb: 'approve',
      token: 'tok-1',
      values: { reason: 'go' },
      thread: thread.thread,
      person: 'alice',
    })

    expect(world.inputs).toMatchObject([
      {
        kind: 'click',
        verb: 'approve',
        token: 'tok-1',
        values: { reason: 'go' },
        place: thread,
        person: { id: 'bob' },
      },
    ])
  })

  test('a whisper reaches only the sessions of that person, then and after a reload', async () => {
    const [alice, bob] = [await visit(world.chat.url), await visit(world.chat.url)]
    await bob.send('act-as', { person: 'bob' })
    const [toAlice, toBob] = [await alice.listen(), await bob.listen()]

    const person = { platform: 'web', tenant: 'local', id: 'bob', name: 'Bob' }
    await world.chat.whisper(incidents, person, view('You may not approve this'))
    await world.chat.post(incidents, view('For all'))

    expect((await toBob.next('message')).data).toMatchObject({
      whisper: true,
      card: { summary: 'You may not approve this' },
    })
    expect((await toAlice.next('message')).data.card.summary).toBe('For all')
    const [again, never] = [await (await bob.listen()).next('snapshot'), await (await alice.listen()).next('snapshot')]
    expect(JSON.stringify(again.data)).toContain('You may not approve this')
    expect(JSON.stringify(never.data)).not.toContain('You may not approve this')
    toAlice.close()
    toBob.close()
  })

  test('the history shows each person what they said and what they may read, then and after a reload', async () => {
    const { chat, stop } = await startChat({
      mayReadPlace: async ({ id }, { thread }) => id === 'alice' || thread === open,
    })
    let open = ''
    const [alice, bob] = [await visit(chat.url), await visit(chat.url)]
    await bob.send('act-as', { person: 'bob' })
    const toBob = await bob.listen()

    await chat.post(incidents, view('of the secret app'))
    const card = await chat.post(incidents, view('of the open app'))
    open = card.thread.thread ?? ''
    await chat.post(card.thread, view('more of the open app'))
    await bob.send('messages', { text: 'what I said myself' })

    const live = (await toBob.next('message')).data
    expect(live.card.summary).toBe('more of the open app')
    const seenBy = async (who: typeof alice): Promise<readonly string[]> => {
      const { messages } = (await (await who.listen()).next('snapshot')).data
      return messages.map(({ text, card: shown }) => text ?? shown.summary)
    }
    const openOnes = ['of the open app', 'more of the open app', 'what I said myself']
    expect(await seenBy(bob)).toEqual(openOnes)
    expect(await seenBy(alice)).toEqual(['of the secret app', ...openOnes])
    toBob.close()
    await stop()
  })

  test('who changes person stops getting what is whispered to the former, on the same stream', async () => {
    const visitor = await visit(world.chat.url)
    const stream = await visitor.listen()
    const person = { platform: 'web', tenant: 'local', id: 'alice', name: 'Alice' }

    await visitor.send('act-as', { person: 'bob' })
    await world.chat.whisper(incidents, person, view('for Alice'))
    await world.chat.post(incidents, view('For all'))

    expect((await stream.next('session')).data.person.key).toBe('bob')
    expect((await stream.next('message')).data.card.summary).toBe('For all')
    stream.close()
  })

  test('a connection that broke resumes after the last event it saw', async () => {
    const alice = await visit(world.chat.url)
    const before = await alice.listen()
    await world.chat.post(incidents, view('one'))
    const seen = await before.next('message')
    before.close()
    await world.chat.post(incidents, view('two'))

    const resumed = await alice.listen({ 'last-event-id': seen.id })
    const missed = await resumed.next('message')
    await world.chat.post(incidents, view('three'))

    expect(missed.data.card.summary).toBe('two')
    expect((await resumed.next('message')).data.card.summary).toBe('three')
    resumed.close()
  })

  test('a server that was restarted shows the whole transcript instead, its pictures included', async () => {
    const transcript = createMemoryTranscript()
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="red"/></svg>'
    const first = await startChat({ transcript })
    await first.chat.post(incidents, view('Chart', { images: [{ name: 'chart', svg, alt: 'a chart' }] }))
    await first.stop()

    const second = await startChat({ transcript })
    const alice = await visit(second.chat.url)
    const { data } = await (await alice.listen({ 'last-event-id': 'aaaa-7' })).next('snapshot')
    const path = data.messages[0]?.card.json.images.chart ?? ''
    const picture = await fetch(new URL(path, second.chat.url))

    expect(path).toMatch(/^\/pictures\/[0-9a-f]{64}\.png#20x10$/)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await picture.arrayBuffer()).readUInt32BE(16)).toBe(20)
    await second.stop()
  })

  test('a template that fails still gives a card that says what it is about', async () => {
    const broken = await startChat({
      expand: () => {
        throw new Error('unbound x')
      },
    })
    await broken.chat.post(incidents, view('contoso-web answers 503'))

    const { data } = await (await (await visit(broken.chat.url)).listen()).next('snapshot')

    expect(JSON.stringify(data.messages[0]?.card.json)).toContain('contoso-web answers 503')
    expect(broken.logged).toHaveLength(1)
    await broken.stop()
  })
})

const withResolvers = () => {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

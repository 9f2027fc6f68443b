import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWebChat, type WebChatOptions } from '../../../src/chat/web/index.ts'
import { pageStrings } from '../../../src/chat/web/page-strings.ts'
import { languages } from '../../../src/i18n/types.ts'
import { startChat } from './chat-world.ts'
import { visit, wire } from './visitor.ts'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const file = {
  fileName: 'd\u0000ump "1".txt',
  contentType: 'text/html',
  body: Buffer.from('<script>alert(1)</script>'),
}

async function* pieces(): AsyncIterable<Uint8Array> {
  yield Buffer.from('MD')
  yield Buffer.from('MP')
}

/** fetch does not let one choose Host. */
const getWithHost = (url: string, host: string) =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const sent = request(url, { headers: { host } }, (response) => {
      let body = ''
      response.on('data', (chunk) => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode, body }))
    })
    sent.on('error', reject)
    sent.end()
  })

const reports: Readonly<Record<string, string>> = {
  'INC-1': '<html lang="nl"><h1>INC-1</h1></html>',
}

describe('the web chat keeps to itself', () => {
  let world: Awaited<ReturnType<typeof startChat>>
  beforeAll(async () => {
    world = await startChat({
      documents: {
        report: async (incident) => reports[incident],
        evidence: async (id, person) => {
          if (id === 'dump') return person.id === 'bob' ? { ...file, body: pieces() } : 'withheld'
          if (id === 'gone') return { erased: { at: Date.UTC(2026, 0, 15), by: 'root' } }
          return id === 'e1' ? file : undefined
        },
      },
    })
  })
  afterAll(() => world.stop())

  test.each(['0.0.0.0', '::', '', '192.168.1.5', 'example.com', '127.0.0.1.example.com', 'toString'])(
    'refuses to listen on "%s", and says why and what to do',
    (host) => {
      const options = { ...world.options, host } as WebChatOptions

      expect(() => createWebChat(options)).toThrow(/no authentication.*Set its host to 127\.0\.0\.1/s)
    },
  )

  test.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.nip.io',
    'localhost.evil.example',
    '10.0.0.1',
    'me@localhost',
  ])('refuses the rebound host "%s" everywhere', async (host) => {
    for (const path of ['', 'session', 'events', 'page/page.js']) {
      const { status, body } = await getWithHost(world.chat.url + path, host)

      expect(status).toBe(403)
      expect(body).not.toContain('person')
    }
  })

  test('serves the names of loopback', async () => {
    for (const host of ['127.0.0.1', 'localhost:1234', '[::1]:80', 'LOCALHOST']) {
      expect((await getWithHost(`${world.chat.url}strings`, host)).status).toBe(200)
    }
  })

  test('refuses a POST of a foreign page, with its cookie, by its Origin or for want of our header', async () => {
    const alice = await visit(world.chat.url)
    const ours = new URL(world.chat.url).origin

    const answers = await Promise.all([
      alice.send('messages', { text: 'x' }, { origin: 'https://evil.example' }),
      alice.send('messages', { text: 'x' }, { origin: 'null' }),
      alice.send('messages', { text: 'x' }, { origin: 'http://127.0.0.1:1' }),
      alice.send('messages', { text: 'x' }, { 'x-appmedic': '' }),
      alice.send('act-as', { person: 'bob' }, { origin: 'https://evil.example' }),
      alice.send('messages', { text: 'ours' }, { origin: ours }),
    ])

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 202])
    expect(world.inputs.map((input) => input.kind === 'message' && input.text)).toEqual(['ours'])
  })

  test('the cookie is random, unreadable for scripts and never sent across sites; without one nothing is taken', async () => {
    const [alice, bob] = [await visit(world.chat.url), await visit(world.chat.url)]

    const stranger = await bob.send('messages', { text: 'x' }, { cookie: 'appmedic=alice' })

    expect(alice.setCookie).toMatch(/^appmedic-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(alice.cookie).not.toBe(bob.cookie)
    expect(stranger.status).toBe(401)
    expect((await wire(stranger)).error).toBe('web.error.session')
    expect((await bob.listen({ cookie: '' })).status).toBe(401)
  })

  test.each([
    ['messages', '{"text":', 400],
    ['messages', '[]', 400],
    ['messages', '{"text":""}', 400],
    ['messages', '{"text":{"a":1}}', 400],
    ['messages', JSON.stringify({ text: 'x'.repeat(70_000) }), 413],
    ['messages', JSON.stringify({ text: 'x'.repeat(9_000) }), 413],
    ['clicks', '{"verb":"<b>","token":"t"}', 400],
    ['clicks', '{"verb":"approve","token":7}', 400],
    ['clicks', '{"verb":"approve","token":"t","values":{"a":{}}}', 400],
    ['act-as', '{"person":"mallory"}', 403],
    ['act-as', '{"__proto__":{"person":"bob"}}', 400],
  ])('answers what is wrong with %s in words: %.40s', async (path, body, status) => {
    const alice = await visit(world.chat.url)
    const taken = world.inputs.length

    const answer = await alice.send(path, body)

    expect(answer.status).toBe(status)
    const { error, message } = await wire(answer)
    expect(pageStrings.en[error]).toBe(message)
    expect(world.inputs).toHaveLength(taken)
  })

  test('every answer carries the content security policy and nosniff', async () => {
    for (const path of [
      '',
      'page/page.js',
      'page/page.css',
      'lib/adaptivecards.min.js',
      'lib/markdown-it.min.js',
      'session',
      'nowhere',
    ]) {
      const { headers, status } = await fetch(world.chat.url + path)

      expect(headers.get('content-security-policy')).toBe(policy)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-powered-by')).toBeNull()
      expect(status).toBe(path === 'nowhere' ? 404 : 200)
    }
  })

  test('the page is told which languages there are, and its words in the one that fits', async () => {
    const told = await (await fetch(`${world.chat.url}strings?lang=nl-BE`)).json()

    expect(told).toEqual({ language: 'nl', languages, strings: pageStrings.nl })
  })

  test('evidence is only ever downloaded, reports are pages of their own, and unknown ones are answered in words', async () => {
    const get = (path: string) => fetch(world.chat.url + path)
    const evidence = await get('evidence/e1')
    const report = await get('reports/INC-1')

    expect(evidence.headers.get('content-disposition')).toMatch(/^attachment; filename=/)
    expect(await evidence.text()).toBe('<script>alert(1)</script>')
    expect(await report.text()).toBe(reports['INC-1'])
    expect(report.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/)
    expect(report.headers.get('x-content-type-options')).toBe('nosniff')
    for (const path of [
      'evidence/none',
      'evidence/..%2f..%2fetc%2fpasswd',
      'reports/INC-9',
      'reports/%3Cscript%3E',
      `pictures/${'0'.repeat(64)}.png`,
    ]) {
      const missing = await get(path)
      expect(missing.status).toBe(404)
      expect(await missing.text()).toContain(pageStrings.en['web.error.not-found'])
    }
    expect((await get('page/..%2findex.ts')).status).toBe(404)
  })

  test('a dump goes to whom the policy names, piece by piece, and everybody else hears why not', async () => {
    const visitor = await visit(world.chat.url)
    const get = () => fetch(`${world.chat.url}evidence/dump`, { headers: { cookie: visitor.cookie } })

    const withheld = await get()
    await visitor.send('act-as', { person: 'bob' })
    const given = await get()

    expect(withheld.status).toBe(403)
    expect((await wire(withheld)).error).toBe('web.error.withheld')
    expect((await fetch(`${world.chat.url}evidence/dump`)).status).toBe(403)
    expect(given.status).toBe(200)
    expect(await given.text()).toBe('MDMP')
  })

  test('a file that was erased is gone for good, and the link says by whom and when', async () => {
    const erased = await fetch(`${world.chat.url}evidence/gone`)

    expect(erased.status).toBe(410)
    expect(await erased.text()).toContain('This file was erased on 2026-01-15 by root.')
  })

  test('outside practice mode, and without people, one is a guest whom no policy can know', async () => {
    for (const overrides of [{ practice: false }, { people: [] }]) {
      const open = await startChat(overrides)
      const visitor = await visit(open.chat.url)

      const actAs = await visitor.send('act-as', { person: 'bob' })
      await visitor.send('messages', { text: 'approve' })

      expect(actAs.status).toBe(403)
      expect(visitor.session.people).toHaveLength(1)
      expect(open.inputs[0]?.person).toMatchObject({ name: 'Guest', id: 'guest (not authenticated)' })
      await open.stop()
    }
  })
})

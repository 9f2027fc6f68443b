import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { messagePattern, messageText } from '../message-text.ts'
import type { HttpBrowser } from '../sign-in/http-browser.ts'
import { type ApprovalWorld, bram, chloe, startApprovalWorld, strictPolicy } from './approval-world.ts'

const minute = 60_000

let world: ApprovalWorld
let action: string

const approvals = async () => (await world.events()).filter(({ type }) => type === 'ApprovalGiven')
const refusals = async () =>
  (await world.events()).flatMap((event) => (event.type === 'Refused' ? [event.refusal.reason] : []))
const tokenOf = (link: string): string => link.split('/').at(-1) ?? ''
const says = (body: string, key: string): boolean => messagePattern('en', key).test(body)

const openWorld = async (): Promise<void> => {
  world = await startApprovalWorld()
  action = await world.proposed()
}

describe('a step for which the policy asks a sign-in', () => {
  beforeEach(openWorld)
  afterEach(() => world.stop())

  it('is approved by who clicked, signed in, on the page that shows it', async () => {
    world.entra.user = bram
    const link = await world.pressesApprove('bram', action)
    const browser = world.newBrowser()
    const page = await browser.open(link)

    expect(await refusals()).toEqual(['step-up'])
    expect(page.status).toBe(200)
    for (const shown of ['contoso-web', '3 → 5', bram.name, '€438.00', 'contoso-admin'])
      expect(page.body).toContain(shown)

    const done = await browser.submit(page)
    await world.settle()

    expect([done.status, says(done.body, 'page.approved')]).toEqual([200, true])
    const [given] = await approvals()
    expect(given).toMatchObject({
      person: 'bram',
      by: { platform: 'web', id: 'bram' },
      stepUp: { by: { platform: 'teams', id: bram.oid }, authenticationContext: 'c1' },
    })
    expect(page.body).toContain(given?.type === 'ApprovalGiven' ? given.hash : 'no approval')
    expect(world.simulator.writes()).toHaveLength(1)

    for (const again of [await browser.submit(page), await world.newBrowser().submit(page)])
      expect(again.status).toBe(403)
    expect((await browser.open(link)).status).toBe(410)
    expect(await approvals()).toHaveLength(1)
    expect(world.troubles).toEqual([])
  })

  it('speaks the language of the chat', async () => {
    world.entra.user = bram
    await world.chat.clicks('bram', 'approve', action, { locale: 'nl-NL' })
    const page = await world.newBrowser().open(world.lastLink() ?? '')

    expect(page.body).toContain('<html lang="nl">')
    expect(page.body).toContain(messageText('nl', 'page.approve.title'))
  })

  it('two browsers that show it approve it once', async () => {
    world.entra.user = bram
    const link = await world.pressesApprove('bram', action)
    const [one, two] = [world.newBrowser(), world.newBrowser()]
    const pages = [await one.open(link), await two.open(link)]
    const [first, second] = pages
    if (first === undefined || second === undefined) throw new Error('no pages')
    const answers = await Promise.all([one.submit(first), two.submit(second)])

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410])
    expect(await approvals()).toHaveLength(1)
  })
})

describe('approves nothing', () => {
  let browser: HttpBrowser
  let link: string

  // One world for all, since none of them changes it.
  beforeAll(openWorld)
  afterAll(() => world.stop())

  beforeEach(async () => {
    world.world.policy = strictPolicy
    world.entra.user = bram
    browser = world.newBrowser()
    link = await world.pressesApprove('bram', action)
  })
  afterEach(async () => {
    expect(await approvals()).toEqual([])
    expect(world.simulator.writes()).toEqual([])
  })

  it('by a click alone, nor in words', async () => {
    await world.chat.says('bram', 'approve INC-1')
    await world.settle()

    expect((await refusals()).every((reason) => reason === 'step-up')).toBe(true)
    expect(world.lastLink()).toMatch(/^https:\/\/appmedic\.test\/approve\/[\w-]{43}$/)
  })

  it('for a link that is opened, and shows nothing before the sign-in', async () => {
    browser.stopAt(world.entra.issuer)
    const page = await browser.open(link)

    expect([page.status, page.body]).toEqual([303, ''])
    expect(page.url).not.toContain(tokenOf(link))
    expect(page.url).not.toContain('contoso')
  })

  it('for links that nobody was given, and sends nobody to sign in', async () => {
    for (const path of ['/approve/x', `/approve/${'a'.repeat(43)}`, '/approve/', '/approve/%00', '/approve/%E0']) {
      const page = await browser.open(`${world.publicUrl}${path}`)
      expect([path, page.status >= 400, page.url.startsWith(world.publicUrl)]).toEqual([path, true, true])
    }
    expect(world.entra.asked.length).toBe(0)
  })

  it('for somebody else who signs in, however good their own right is', async () => {
    world.entra.user = chloe
    const page = await browser.open(link)

    expect([page.status, says(page.body, 'page.other-person')]).toEqual([403, true])
    expect(page.body).not.toContain('contoso')
    expect(page.body).not.toContain('<form')
  })

  it('for the wrong account, which the right one may follow', async () => {
    world.entra.user = chloe
    const wrong = await browser.open(link)
    const [, again = ''] = /<a href="([^"]*)"/.exec(wrong.body) ?? []
    world.entra.user = bram
    browser.cookies.delete(world.entra.issuer) // The stand-in asks first whether to sign out; Entra ID offers both.
    const right = await browser.open(new URL(again, wrong.url).href)

    expect([right.status, right.url]).toEqual([200, link])
    expect(world.entra.asked.at(-1)?.prompt).toBe('login')
  })

  it('for a session of somebody else that is sent with the fields of the right one', async () => {
    const page = await browser.open(link)
    const thief = world.newBrowser()
    world.entra.user = chloe
    await thief.open(link)

    expect((await thief.submit(page)).status).toBe(403)
  })

  it.each<[string, Record<string, string | null>]>([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another port of the host', { origin: 'https://appmedic.test:8443' }],
    ['a neighbour of the host', { origin: 'https://www.appmedic.test', 'sec-fetch-site': 'same-site' }],
    ['a page without an origin', { origin: 'null' }],
    ['no page at all', { origin: null }],
    ['a site that hides its origin', { 'sec-fetch-site': 'cross-site' }],
  ])('for a form of %s', async (_, headers) => {
    const page = await browser.open(link)
    const answer = await browser.submit(page, { headers })

    expect([answer.status, says(answer.body, 'page.foreign')]).toEqual([403, true])
  })

  it.each([
    ['another csrf token', { csrf: 'a'.repeat(43) }],
    ['no csrf token', { csrf: '' }],
    ['another link', { token: 'a'.repeat(43) }],
  ])('for a form with %s', async (_, fields) => {
    const page = await browser.open(link)

    expect((await browser.submit(page, { fields })).status).toBe(403)
  })

  it('for a form that no page was opened for', async () => {
    const page = { url: link, status: 200, headers: new Headers(), body: '<form method="post" action="/approve">' }
    const fields = { token: tokenOf(link), hash: 'x', csrf: 'x' }

    expect((await browser.submit(page, { fields })).status).toBe(403)
  })

  it('for another plan than the page showed', async () => {
    const page = await browser.open(link)
    const answer = await browser.submit(page, { fields: { hash: '0'.repeat(64) } })

    expect([answer.status, says(answer.body, 'page.changed')]).toEqual([409, true])
    expect((await browser.open(link)).status).toBe(410)
  })

  it('for a form that is not one', async () => {
    const send = (type: string, body: string) =>
      fetch(`${world.local}/approve`, {
        method: 'POST',
        body,
        headers: { 'content-type': type, origin: world.publicUrl },
      })

    expect((await send('application/json', '{}')).status).toBe(415)
    expect((await send('application/x-www-form-urlencoded', 'x'.repeat(5_000))).status).toBe(413)
    expect((await send('application/x-www-form-urlencoded', '\u0000%%%=')).status).toBe(403)
  })

  it('when the sign-in has grown too old on the page', async () => {
    const page = await browser.open(link)
    const { policy } = world.world
    world.world.policy = { ...policy, stepUp: { risks: ['high', 'medium', 'low'], maxAgeInMs: 5 * minute } }
    world.world.now += 6 * minute
    const answer = await browser.submit(page)
    world.world.now -= 6 * minute

    expect([answer.status, says(answer.body, 'refusal.step-up')]).toEqual([409, true])
  })

  it('when the policy has taken the right away meanwhile', async () => {
    const page = await browser.open(link)
    const { people } = strictPolicy
    const { bram: person } = people
    if (person === undefined) throw new Error('no bram')
    world.world.policy = { ...strictPolicy, people: { ...people, bram: { ...person, roles: ['oncall'] } } }
    const answer = await browser.submit(page)

    expect([answer.status, says(answer.body, 'refusal.forbidden')]).toEqual([409, true])
  })

  it('when the policy has changed whose account it is', async () => {
    const page = await browser.open(link)
    const { people } = strictPolicy
    const { bram: person } = people
    if (person === undefined) throw new Error('no bram')
    world.world.policy = {
      ...strictPolicy,
      people: { ...people, bram: { ...person, identities: { web: person.identities.web ?? '' } } },
    }

    expect((await browser.submit(page)).status).toBe(403)
  })

  it('when the sign-in did not meet the context', async () => {
    world.entra.user = { ...bram, acrs: ['c2'] }
    const page = await browser.open(link)

    expect([page.status, says(page.body, 'page.sign-in.context-missing')]).toEqual([403, true])
  })

  it('inside a frame, from a cache, or with anything that runs', async () => {
    const page = await browser.open(link)
    const policy = page.headers.get('content-security-policy') ?? ''

    expect(policy).toMatch(/^default-src 'none'; style-src(?: 'sha256-[^']+')+; form-action 'self'; /)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(page.headers.get('x-frame-options')).toBe('DENY')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    expect(page.body).not.toMatch(/<script|\son\w+=|javascript:/i)
  })

  it('when what the identity provider says holds markup, which stays text', async () => {
    world.entra.user = { ...bram, name: '<img src=x onerror=alert(1)> "Bram\' &amp;' }
    const page = await browser.open(link)

    expect(page.status).toBe(200)
    expect(page.body).not.toContain('<img')
    expect(page.body).toContain('&#60;img')
  })

  it('when the link is older than ten minutes', async () => {
    const page = await browser.open(link)
    world.clock.advanceTo(world.clock.now() + 10 * minute)

    expect((await browser.open(link)).status).toBe(410)
    expect((await browser.submit(page)).status).toBe(410)
  })

  it('while the identity provider is away', async () => {
    const fresh = await world.pressesApprove('bram', action)
    const cold = await startApprovalWorld()
    const coldLink = await cold.pressesApprove('bram', await cold.proposed())
    await cold.entra.stop()
    const page = await cold.newBrowser().open(coldLink)

    expect([page.status, says(page.body, 'page.sign-in.unavailable')]).toEqual([503, true])
    expect(fresh).not.toBe(link)
    await cold.stop()
  })
})

it('is refused in words where nobody can sign in', async () => {
  world = await startApprovalWorld({ signIn: false })
  const link = await world.pressesApprove('bram', await world.proposed())

  expect(link).toBe('')
  expect(world.whispers.at(-1)?.summary).toContain(messageText('en', 'card.step-up.none'))
  expect(await refusals()).toEqual(['step-up'])
  expect(await approvals()).toEqual([])
  expect((await fetch(`${world.local}/approve/${'a'.repeat(43)}`)).status).toBe(404)
  await world.stop()
})

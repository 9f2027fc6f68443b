import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messagePattern } from '../message-text.ts'
import { type ApprovalWorld, bram, chloe, startApprovalWorld, strictPolicy } from './approval-world.ts'

const minute = 60_000
let world: ApprovalWorld

const says = (body: string, key: string): boolean => messagePattern('en', key).test(body)
const eventsOf = async (type: string) => (await world.events()).filter((event) => event.type === type)
const linksIn = (at = -1): readonly { readonly title: string; readonly url: string }[] =>
  ((world.whispers.at(at)?.data ?? {}) as { readonly links?: { title: string; url: string }[] }).links ?? []

const asks = async (who: string, text: string): Promise<void> => {
  await world.chat.says(who, text)
  await world.settle()
}

describe('the whole report by a link', () => {
  beforeEach(async () => {
    world = await startApprovalWorld()
    await asks('ada', 'contoso-web is 503ing')
    await asks('bram', 'report INC-1')
    world.entra.user = bram
  })
  afterEach(() => world.stop())

  it('is given to whoever asked, opens once, and is journaled when given and when opened', async () => {
    const link = world.lastLink() ?? ''
    const browser = world.newBrowser()
    const page = await browser.open(link)

    expect([page.status, says(page.body, 'page.file.signed-in')]).toEqual([200, true])
    expect(await eventsOf('FileOpened')).toEqual([])

    const file = await browser.submit(page)
    await world.settle()

    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''INC-1.html")
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect(file.body).toMatch(/<h1>Incident INC-1: contoso-web<\/h1>/)
    expect(await eventsOf('FileOpened')).toMatchObject([{ fileName: 'INC-1.html', by: { id: 'bram' } }])
    expect((await browser.open(link)).status).toBe(410)
    expect((await browser.submit(page)).status).toBe(403)
    expect(await eventsOf('FileOpened')).toHaveLength(1)
    const token = link.split('/').at(-1) ?? ''
    expect(JSON.stringify(await world.events())).not.toContain(token.slice(-43))
    expect(await eventsOf('FileLinkGiven')).toMatchObject([{ file: 'report', by: { id: 'bram' } }])
    expect(world.troubles).toEqual([])
  })

  it('shows nothing to somebody else, and is not spent by them', async () => {
    world.entra.user = chloe
    const page = await world.newBrowser().open(world.lastLink() ?? '')

    expect([page.status, says(page.body, 'page.file.other-person')]).toEqual([403, true])
    world.entra.user = bram
    expect((await world.newBrowser().open(world.lastLink() ?? '')).status).toBe(200)
  })

  it('is good for ten minutes', async () => {
    world.clock.advanceTo(world.clock.now() + 10 * minute)

    expect((await world.newBrowser().open(world.lastLink() ?? '')).status).toBe(410)
  })

  it('is asked for its right again when it is opened', async () => {
    const browser = world.newBrowser()
    const page = await browser.open(world.lastLink() ?? '')
    const { bram: _, ...others } = strictPolicy.people
    world.world.policy = { ...strictPolicy, people: others }

    expect((await browser.submit(page)).status).toBe(403)
    world.world.policy = strictPolicy
    expect(await eventsOf('FileOpened')).toEqual([])
  })

  it('is opened by no form of another page, and by no token that was never given', async () => {
    const page = await world.newBrowser().open(world.lastLink() ?? '')

    expect((await world.newBrowser().submit(page)).status).toBe(403)
    for (const path of ['INC-1.aaaa', `INC-1.${'a'.repeat(43)}`, `INC-9.${'a'.repeat(43)}`, '..%2f..%2fetc%2fpasswd'])
      expect((await world.newBrowser().open(`${world.publicUrl}/files/${path}`)).status, path).toBe(410)
    expect(await eventsOf('FileOpened')).toEqual([])
  })
})

describe('files that were collected', () => {
  beforeEach(async () => {
    world = await startApprovalWorld()
    await asks('ada', 'contoso-web is 503ing')
    await asks('bram', 'which files were collected?')
    world.entra.user = bram
  })
  afterEach(() => world.stop())

  it('open by a link each, given to whoever asked alone', async () => {
    const [first, ...others] = linksIn()
    const browser = world.newBrowser()

    const file = await browser.submit(await browser.open(first?.url ?? ''))

    expect(others.length).toBeGreaterThan(0)
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${first?.title}`)
    expect(file.body.length).toBeGreaterThan(20)
    expect(await eventsOf('FileLinkGiven')).toHaveLength(1 + others.length)
  })
})

describe('where nobody can sign in', () => {
  beforeEach(async () => {
    world = await startApprovalWorld({ signIn: false })
    await asks('ada', 'contoso-web is 503ing')
  })
  afterEach(() => world.stop())

  it('no link is given, and it is said what to set', async () => {
    await asks('bram', 'report INC-1')
    await asks('bram', 'which files were collected?')

    const shown = [...world.chat.shown.values()].join('\n')
    expect(await eventsOf('FileLinkGiven')).toEqual([])
    expect(world.whispers).toEqual([])
    expect(shown).toMatch(/PUBLIC_URL/)
  })
})

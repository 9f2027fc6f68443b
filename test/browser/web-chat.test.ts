import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ChatInput, PostedCard } from '../../src/chat/types.ts'
import { incidents, people, startChat, view } from '../chat/web/chat-world.ts'
import { messageText } from '../message-text.ts'
import { ceilingInMs, complaintsOf, hasChromium, openBrowser, picture } from './chromium.ts'
import { said } from './said.ts'
import { approved, hostile, looking, pictures, proposal, refusal, verdict } from './sample-cards.ts'

const phone = { width: 360, height: 740 }

describe.skipIf(!hasChromium)('the web chat in a browser', () => {
  let browser: Browser
  let world: Awaited<ReturnType<typeof startChat>>
  let pages: { page: Page; complaints: string[] }[] = []
  let expected: RegExp | undefined // a browser reports every request that fails, also where failing is what is tested

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    world = await startChat({ expand: withImages })
    pages = []
    expected = undefined
  })
  afterEach(async () => {
    await Promise.all(pages.map(({ page }) => page.context().close()))
    await world.stop()
    const complaints = pages.flatMap((one) => one.complaints)
    expect(complaints.filter((one) => !expected?.test(one))).toEqual([])
  })

  const openPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
    const page = await context.newPage()
    page.setDefaultTimeout(ceilingInMs)
    pages.push({ page, complaints: complaintsOf(page) })
    await page.goto(world.chat.url)
    await page.locator('#compose').waitFor()
    return page
  }

  const card = (summary: string, data: object) =>
    view(summary, { data: data as Record<string, unknown>, images: pictures('deployment 1.4.2') })

  /** Reports as the scripted bot does: a card that looks, finds, proposes. */
  const script = () => {
    const said: { incident?: PostedCard; proposal?: PostedCard } = {}
    world.world.handle = async (input: ChatInput) => {
      if (input.kind === 'message') {
        said.incident = await world.chat.post(input.place, card('Looking at contoso-web', looking(4)))
        await world.chat.update(said.incident.thread, said.incident.ref, card('Plan CPU is saturated', verdict))
      } else if (input.verb === 'propose') {
        said.proposal = await world.chat.post(input.place, card('Approval wanted', proposal('Waits for 1 approval.')))
      } else if (input.person.id === 'alice') {
        await world.chat.whisper(input.place, input.person, card('You may not approve your own request', refusal))
      } else if (said.proposal !== undefined) {
        await world.chat.update(input.place, said.proposal.ref, card('Recovered', approved))
      }
    }
  }

  test('an incident from the first word to recovery, by two people', async () => {
    script()
    const alice = await openPage({ viewport: { width: 1100, height: 700 } })
    await picture(alice, '1-welcome')

    await alice.getByRole('button', { name: 'contoso-web is 503ing' }).click()
    await alice.getByRole('button', { name: 'Scale out to 4' }).waitFor()
    await picture(alice, '2-verdict')
    await alice.getByRole('button', { name: 'Scale out to 4' }).click()
    await alice.getByText('Waits for 1 approval').waitFor()
    expect(await isInView(alice.getByText('Approval wanted: scale out'))).toBe(true) // though the verdict fills the screen
    await alice.getByRole('button', { name: 'Approve' }).click()
    await alice.getByText('Nothing was run').waitFor()
    await picture(alice, '3-refusal')

    const bob = await openPage({ viewport: phone })
    await bob.getByLabel(messageText('en', 'web.acting-as')).selectOption('bob')
    await bob.getByText('platform-owner').waitFor()
    expect(await bob.getByText('Nothing was run').count()).toBe(0)
    await picture(bob, '4-phone')
    await bob.getByRole('button', { name: 'Approve' }).click()

    for (const page of [bob, alice]) await page.getByText('Plan CPU 97 % → 41 %').waitFor()
    await picture(bob, '5-phone-recovered')
    await picture(alice, '6-recovered')
    expect(world.inputs.map((input) => [input.kind === 'click' && input.verb, input.person.id])).toEqual([
      [false, 'alice'],
      ['propose', 'alice'],
      ['approve', 'alice'],
      ['approve', 'bob'],
    ])
    expect(await alice.locator('#announcer').textContent()).toBe(
      messageText('en', 'web.announce', { name: messageText('en', 'web.bot'), text: 'Recovered' }),
    )
    expect(await alice.getByRole('log').getByRole('article').count()).toBe(4)
  })

  test('Enter sends, Shift+Enter does not, and a reply goes into its thread', async () => {
    script()
    const page = await openPage()

    await page.keyboard.type('contoso-web')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('is 503ing')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Scale out to 4' }).waitFor()
    world.world.handle = async () => undefined
    await page.getByRole('button', { name: messageText('en', 'web.reply') }).press('Enter')
    await page.keyboard.type('scale out to 4')
    await page.keyboard.press('Enter')
    await page
      .getByRole('list', { name: messageText('en', 'web.replies') })
      .getByText('scale out to 4')
      .waitFor()

    const [first, reply] = world.inputs
    expect(first).toMatchObject({ text: 'contoso-web\nis 503ing', place: incidents, locale: 'en' })
    expect(reply?.place.thread).toBe(await page.getByRole('log').locator('> ol > li').nth(1).getAttribute('data-id'))
    expect(await page.getByRole('textbox', { name: messageText('en', 'web.reply') }).inputValue()).toBe('')
  })

  test('an edit leaves focus, what was typed, what was opened and the place on the screen alone', async () => {
    const page = await openPage({ viewport: { width: 900, height: 500 } })
    const first = await world.chat.post(incidents, card('Verdict', verdict))
    const second = await world.chat.post(first.thread, card('Approval wanted', proposal('Waits for 2 approvals.')))
    await page.getByRole('button', { name: 'Other causes' }).click()
    await page.getByLabel('Reason').fill('the shop is down')
    await page.getByRole('button', { name: 'Approve' }).focus()
    const top = await page.getByRole('button', { name: 'Approve' }).boundingBox()

    const longer = { ...verdict, body: [...verdict.body.slice(0, 2), ...looking(9).body, ...verdict.body.slice(2)] }
    await world.chat.update(first.thread, first.ref, card('Verdict again', longer))
    await page.getByText('9 of 10 sources').waitFor()
    expect((await page.getByRole('button', { name: 'Approve' }).boundingBox())?.y).toBeCloseTo(top?.y ?? -1, -0.5)
    await world.chat.update(second.thread, second.ref, card('One more', proposal('Waits for 1 approval.')))
    await page.getByText('Waits for 1 approval.').waitFor()

    expect(await page.locator(':focus').textContent()).toBe('Approve')
    expect(await page.getByLabel('Reason').inputValue()).toBe('the shop is down')
    expect(await page.getByText('Slow dependency: 12 %').isVisible()).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => world.inputs).toHaveLength(1)
    expect(world.inputs[0]).toMatchObject({
      verb: 'approve',
      token: 'tok-approve',
      values: { reason: 'the shop is down' },
    })
  })

  test('a button waits while its click is handled, and works again after; what goes wrong is said in words', async () => {
    let finish = (): void => undefined
    world.world.handle = () => new Promise((resolve) => (finish = resolve))
    const page = await openPage()
    await world.chat.post(incidents, card('Approval wanted', proposal('')))
    const approve = page.getByRole('button', { name: 'Approve' })

    await approve.click()
    await expect.poll(() => world.inputs).toHaveLength(1)
    expect(await page.getByRole('button', { name: 'Reject' }).isDisabled()).toBe(true)
    finish()
    await expect.poll(() => approve.isDisabled()).toBe(false)

    world.world.handle = async () => {
      throw new Error('no')
    }
    await approve.click()
    await page.getByText(said('web.error.failed')).waitFor()
  })

  test('nothing in a card becomes more than text, and a phone never scrolls sideways', async () => {
    const page = await openPage({ viewport: phone, colorScheme: 'dark' })
    await world.chat.post(incidents, card('Verdict', verdict))
    const { thread } = await world.chat.post(incidents, card('Proposal', proposal('x')))
    await world.chat.post(thread, card('Hostile', hostile))
    await page.getByText('<script>alert(1)</script>').waitFor()
    await picture(page, '7-phone-dark')

    await page.getByRole('link', { name: 'Open' }).click()

    await page.getByText(said('web.card.link')).waitFor()
    expect(await page.locator('script').count()).toBe(3)
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0)
    const sideways = await page
      .locator('html, #scroller')
      .evaluateAll((all) => all.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
    expect(sideways).toEqual([0, 0])
  })

  test('a server that goes away and comes back: a banner, what was typed kept, the same person, nothing lost', async () => {
    expected = /Failed to load resource|net::ERR/
    const page = await openPage()
    await page.getByLabel(messageText('en', 'web.acting-as')).selectOption('bob')
    await page.getByText('platform-owner').waitFor()
    const { chat, options } = world
    const port = Number(new URL(chat.url).port)
    await chat.stop()
    await page.getByText(said('web.offline')).waitFor()
    await page.getByRole('textbox', { name: messageText('en', 'web.compose') }).fill('contoso-shop is slow')
    await page.keyboard.press('Enter')
    await page.getByText(said('web.error.offline')).waitFor()

    const again = await startChat({ ...options, port })
    await again.chat.post(incidents, card('While you were away', approved))
    await page.getByText('Plan CPU 97 % → 41 %').waitFor()
    await expect.poll(() => page.locator('#connection').isHidden()).toBe(true)
    await page.getByRole('textbox', { name: messageText('en', 'web.compose') }).press('Enter')

    await expect.poll(() => again.inputs).toHaveLength(1)
    expect(again.inputs[0]).toMatchObject({ text: 'contoso-shop is slow', person: { id: 'bob' } })
    await again.stop()
  })

  test('speaks Dutch to a Dutch browser, with names, roles and landmarks for a screen reader', async () => {
    const page = await openPage({ locale: 'nl-NL' })

    expect(await page.locator('html').getAttribute('lang')).toBe('nl')
    await page.getByText(messageText('nl', 'web.practice'), { exact: true }).waitFor()
    await page.getByText(messageText('nl', 'web.practice.speed', { speed: 60 })).waitFor()
    expect(await page.getByLabel(messageText('nl', 'web.acting-as')).locator('option').allTextContents()).toEqual(
      people.map(({ name }) => name),
    )
    for (const role of ['banner', 'main', 'contentinfo', 'log'] as const) {
      expect(await page.getByRole(role).count()).toBe(1)
    }
    await page.getByLabel(messageText('nl', 'web.language')).selectOption('en')
    await page.getByText(messageText('en', 'web.practice'), { exact: true }).waitFor()
  })
})

const isInView = async (locator: Locator): Promise<boolean> => {
  const [box, screen] = [await locator.boundingBox(), locator.page().viewportSize()]
  return box !== null && screen !== null && box.y > 0 && box.y + box.height < screen.height
}

/** The sample cards name their picture as the templates do. */
const withImages = ({ data }: { readonly data: object }, images: Readonly<Record<string, string>>): object =>
  JSON.parse(
    JSON.stringify({ type: 'AdaptiveCard', version: '1.5', ...data }).replaceAll('CHART_URL', images.chart ?? ''),
  )

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Program, startProgram } from '../built-program.ts'
import { messageText } from '../message-text.ts'
import { ceilingInMs, complaintsOf, hasChromium, incidentCeilingInMs, openBrowser, picture } from './chromium.ts'
import { said, saidAlone, saidFirst } from './said.ts'

const either = (one: RegExp, other: RegExp): RegExp => new RegExp(`${one.source}|${other.source}`)

/** What is not the usual way, in the built program: an emergency with its reason, more time, and the review. */
describe.skipIf(!hasChromium)('an emergency in the browser', () => {
  let program: Program
  let browser: Browser
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    program = await startProgram({ SIMULATOR_SPEED: '120' })
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 375, height: 812 }, locale: 'en' })
    page.setDefaultTimeout(ceilingInMs)
    complaints = complaintsOf(page)
    await page.goto(program.url)
  })

  afterAll(async () => {
    await browser.close()
    await program.stop()
  })

  const actAs = (key: string) => page.getByLabel(messageText('en', 'web.acting-as')).selectOption(key)
  const messages = () => page.getByRole('log')
  const button = (name: RegExp) => messages().getByRole('button', { name })
  const text = (words: RegExp) => messages().getByText(words).first()
  const sideways = () => page.locator('#scroller').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

  it('runs with a reason and not without, is told to everybody, can be extended and is reviewed by another', {
    timeout: incidentCeilingInMs,
  }, async () => {
    await actAs('bram')
    await page.getByRole('textbox').first().fill('scale contoso-web to 5 instances for 2 hours')
    await page.keyboard.press('Enter')
    await button(saidAlone('card.button.approve')).waitFor()
    // A what-if doesn't wait for prices: on a busy machine the card may say that they came too late.
    await text(either(said('card.cost.known', { hours: 730 }), said('step.cost.unknown'))).waitFor()

    await button(saidFirst('card.emergency.title')).click()
    await text(said('card.emergency.warning')).waitFor()
    await picture(page, 'emergency')
    expect(await sideways()).toBe(0)
    await button(saidFirst('card.button.break-glass')).click()
    await text(said('card.reason.missing')).waitFor()
    const reason = messages().getByLabel(said('card.emergency.reason'))
    await reason.fill('Checkout is down and **nobody** else <b>picks</b> up the phone')
    await button(saidFirst('card.button.break-glass')).click()
    await text(said('card.glass.broken', { who: 'Bram Jansen' })).waitFor()
    await text(/“Checkout is down and \*\*nobody\*\* else <b>picks<\/b> up the phone”/).waitFor()
    await picture(page, 'glass-broken')

    await button(saidFirst('card.extend.title')).waitFor()
    await button(saidFirst('card.extend.title')).click()
    await messages().getByLabel(said('card.extend.label')).selectOption({ label: '4 h' })
    await picture(page, 'extend')
    await button(saidAlone('card.button.extend-lease')).click()
    await text(said('card.lease.until')).waitFor()

    await actAs('chloe')
    await button(saidFirst('card.review.title')).click()
    await messages().getByLabel(said('card.review.reason')).fill('Nobody else could be reached at night')
    await button(saidFirst('card.button.justified')).click()
    await text(said('card.glass.justified', { who: 'Chloé Martin' })).waitFor()
    await picture(page, 'reviewed')
    expect(await sideways()).toBe(0)
    expect(complaints).toEqual([])
  })
})

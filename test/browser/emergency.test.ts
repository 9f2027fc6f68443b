import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Program, startProgram } from '../program.ts'
import { complaintsOf, hasChromium, openBrowser, picture } from './chromium.ts'

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
    complaints = complaintsOf(page)
    await page.goto(program.url)
  })

  afterAll(async () => {
    await browser.close()
    await program.stop()
  })

  const actAs = (key: string) => page.getByLabel('Acting as').selectOption(key)
  const messages = () => page.getByRole('log')
  const button = (name: RegExp) => messages().getByRole('button', { name })
  const text = (words: RegExp) => messages().getByText(words).first()
  const sideways = () => page.locator('#scroller').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

  it('runs with a reason and not without, is told to everybody, can be extended and is reviewed by another', {
    timeout: 90_000,
  }, async () => {
    await actAs('bram')
    await page.getByRole('textbox').first().fill('scale contoso-web to 5 instances for 2 hours')
    await page.keyboard.press('Enter')
    await button(/^Approve/).waitFor()
    await text(/a month of 730 hours/).waitFor()

    await button(/^Emergency/).click()
    await text(/without the approvals that it needs/).waitFor()
    await picture(page, 'emergency')
    expect(await sideways()).toBe(0)
    await button(/^Break the glass/).click()
    await text(/Write down why/).waitFor()
    const reason = messages().getByLabel(/Why can it not wait/)
    await reason.fill('Checkout is down and **nobody** else <b>picks</b> up the phone')
    await button(/^Break the glass/).click()
    await text(/Emergency: Bram Jansen let this run without its approvals/).waitFor()
    await text(/“Checkout is down and \*\*nobody\*\* else <b>picks<\/b> up the phone”/).waitFor()
    await picture(page, 'glass-broken')

    await button(/^Extend…/).waitFor({ timeout: 60_000 })
    await button(/^Extend…/).click()
    await messages()
      .getByLabel(/How much longer/)
      .selectOption({ label: '4 h' })
    await picture(page, 'extend')
    await button(/^Extend$/).click()
    await expect.poll(() => text(/goes back by itself at/).textContent()).toMatch(/goes back by itself at/)

    await actAs('chloe')
    await button(/^Review…/).click()
    await messages()
      .getByLabel(/Why do you find so/)
      .fill('Nobody else could be reached at night')
    await button(/^Justified/).click()
    await text(/Chloé Martin finds it justified/).waitFor()
    await picture(page, 'reviewed')
    expect(await sideways()).toBe(0)
    expect(complaints).toEqual([])
  })
})

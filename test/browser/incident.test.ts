import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Program, startProgram } from '../program.ts'
import { complaintsOf, hasChromium, openBrowser, picture } from './chromium.ts'

/** A whole incident in the built program, by two people in one browser, as the README tells it. */
describe.skipIf(!hasChromium)('an incident in the browser', () => {
  let program: Program
  let browser: Browser
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    program = await startProgram({ SIMULATOR_SPEED: '120' })
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1100, height: 1000 }, locale: 'en' })
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

  it('goes from a message to verified recovery', { timeout: 90_000 }, async () => {
    await actAs('ada')
    await page.getByRole('textbox').first().fill('contoso-web is 503ing')
    await page.keyboard.press('Enter')
    await text(/INC-1/).waitFor()
    await picture(page, 'report')

    await text(/Out of CPU/).waitFor()
    await button(/Scale out/).waitFor()
    await picture(page, 'verdict')

    await button(/Scale out/).click()
    await button(/^Approve/).waitFor()
    await picture(page, 'proposal')

    await button(/^Approve/).click()
    await text(/Not done/).waitFor()
    await actAs('bram')
    await button(/^Approve/).click()
    await text(/Bram Jansen approved/).waitFor()
    await picture(page, 'approved')

    await text(/^🟢 Recovered|^Recovered/).waitFor({ timeout: 60_000 })
    await picture(page, 'recovered')

    expect(await messages().textContent()).not.toMatch(/Not recovered/)
    expect(complaints).toEqual([])
  })
})

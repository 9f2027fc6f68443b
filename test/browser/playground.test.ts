import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, openBrowser, picture } from './chromium.ts'
import { type Playground, startPlayground } from './playground/world.ts'

/** A whole incident in a channel, in a client of the protocol that Microsoft made and we did not. */
describe.skipIf(!hasChromium)("an incident in Microsoft's own client", () => {
  let playground: Playground
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    playground = await startPlayground()
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1300, height: 1100 }, locale: 'en' })
    await page.goto(playground.url)
    await page.getByText('Incidents').click()
  })

  afterAll(async () => {
    await browser.close()
    await playground.stop()
  })

  const button = (name: RegExp) => page.getByRole('button', { name })
  const text = (words: RegExp) => page.getByText(words).first()

  /** The latest card in the middle of the picture. */
  const show = async (words: RegExp, name: string): Promise<void> => {
    await text(words).scrollIntoViewIfNeeded()
    await picture(page, name)
  }

  it('goes from a mention to verified recovery', { timeout: 90_000 }, async () => {
    await page.getByRole('textbox').first().click()
    await page.keyboard.type('@')
    await page.getByRole('menuitem', { name: 'Appmedic' }).click()
    await page.keyboard.type(' contoso-web is 503ing')
    await page.keyboard.press('Enter')
    await text(/Out of CPU/).waitFor()
    await show(/Cause found/, 'teams-incident')

    await page.waitForFunction('[...document.images].some((image) => image.naturalWidth >= 400)') // the chart, as large as fits
    await show(/Response time went/, 'teams-chart')

    await button(/^Scale out/).click()
    await button(/^Approve/).waitFor()
    await show(/What changes/, 'teams-proposal')

    await button(/^Approve/).click()
    await text(/Not done/).waitFor()
    await show(/Not done/, 'teams-refusal')
    playground.actAs('bram')
    await button(/^Approve/).click()
    await text(/Bram Jansen/).waitFor()

    await text(/Recovered/).waitFor({ timeout: 60_000 })
    await show(/Recovered/, 'teams-recovered')

    expect(await button(/^Approve/).count()).toBe(0)
    expect(new Set(playground.answered)).toEqual(new Set([200]))
    expect(playground.troubles).toEqual([])
  })
})

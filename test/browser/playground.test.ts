import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ceilingInMs, hasChromium, incidentCeilingInMs, openBrowser, picture } from './chromium.ts'
import { type Playground, startPlayground } from './playground/world.ts'
import { said, saidAlone, saidFirst } from './said.ts'

/** A whole incident in a channel, in a client of the protocol that Microsoft made and we did not. */
describe.skipIf(!hasChromium)("an incident in Microsoft's own client", () => {
  let playground: Playground
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    playground = await startPlayground()
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1300, height: 1100 }, locale: 'en' })
    page.setDefaultTimeout(ceilingInMs)
    await page.goto(playground.url)
    await page.getByText('Incidents').click()
  })

  afterAll(async () => {
    await browser.close()
    await playground.stop()
  })

  const button = (name: RegExp) => page.getByRole('button', { name })
  const text = (words: RegExp) => page.getByText(words).first()

  /** The latest card in the middle of the picture; it may be made anew meanwhile, with what slower sources bring in. */
  const show = async (words: RegExp, name: string): Promise<void> => {
    const scroll = async () => {
      await text(words).scrollIntoViewIfNeeded()
      return 'in view'
    }
    await expect.poll(() => scroll().catch(String)).toBe('in view')
    await picture(page, name)
  }

  it('goes from a mention to verified recovery', { timeout: incidentCeilingInMs }, async () => {
    await page.getByRole('textbox').first().click()
    await page.keyboard.type('@')
    await page.getByRole('menuitem', { name: 'Appmedic' }).click()
    await page.keyboard.type(' contoso-web is 503ing')
    await page.keyboard.press('Enter')
    await text(said('cause.cpu-saturation.title')).waitFor()
    await show(said('status.verdict.cause'), 'teams-incident')

    await page.waitForFunction('[...document.images].some((image) => image.naturalWidth >= 400)') // the chart, as large as fits
    await show(said('evidence.response-time'), 'teams-chart')

    await button(saidFirst('step.scale-out.title')).click()
    await button(saidAlone('card.button.approve')).waitFor()
    await show(said('card.title.what-changes'), 'teams-proposal')

    await button(saidAlone('card.button.approve')).click()
    await text(said('refusal.title')).waitFor()
    await show(said('refusal.title'), 'teams-refusal')
    playground.actAs('bram')
    await button(saidAlone('card.button.approve')).click()
    await text(/Bram Jansen/).waitFor()

    await text(said('status.action.recovered')).waitFor()
    await show(said('status.action.recovered'), 'teams-recovered')

    expect(await button(saidAlone('card.button.approve')).count()).toBe(0)
    expect(new Set(playground.answered)).toEqual(new Set([200]))
    expect(playground.troubles).toEqual([])
  })
})

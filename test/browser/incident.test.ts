import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Program, startProgram } from '../built-program.ts'
import { messageText } from '../message-text.ts'
import { ceilingInMs, complaintsOf, hasChromium, incidentCeilingInMs, openBrowser, picture } from './chromium.ts'
import { said, saidAlone, saidFirst } from './said.ts'

const usual = { width: 1100, height: 1000 }
const sizes = [
  { width: 375, height: 812 },
  { width: 1280, height: 900 },
]

/** Those of the folds that the README shows. */
const pictures: Readonly<Record<string, string>> = {
  'card.title.around 1280': 'around',
  'card.title.others 375': 'why-not',
}

/** What stands behind each button of the incident's card, when memory leaks. */
const folds: Readonly<Record<string, readonly RegExp[]>> = {
  'card.title.more': [said('cause.memory-leak.summary'), /[+−] \w/],
  'card.title.others': [
    said('card.title.ruled-out'),
    said('cause.memory-too-small.title'),
    said('cause.crashing.title'),
  ],
  'card.title.around': [
    said('card.title.instances'),
    said('card.instance.started'),
    said('card.state.ready'),
    said('card.title.neighbours'),
    /contoso-admin/,
  ],
  'card.title.looked': [
    said('probe.app-metrics.title'),
    / · \d\d:\d\d \S+ · GET …/,
    said('probe.past-metrics.title'),
    said('card.button.portal'),
  ],
  'card.title.files': [
    said('card.collect.stays'),
    /processes\.json · .* · sha256 [0-9a-f]{12}/,
    said('card.collect.label'),
  ],
}

/** A whole incident in the built program, by two people in one browser, as the README tells it. */
describe.skipIf(!hasChromium)('an incident in the browser', () => {
  let program: Program
  let browser: Browser
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    program = await startProgram({ SIMULATOR_SPEED: '60', SIMULATOR_FAULTS: 'contoso-web=memory-leak' })
    browser = await openBrowser()
    page = await browser.newPage({ viewport: usual, locale: 'en' })
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

  /** Opens each fold by its button, reads it, and closes it again. */
  const everythingIsOneTapAway = async () => {
    for (const [title, contents] of Object.entries(folds)) {
      const toggle = button(saidAlone(title))
      // The card may be made anew meanwhile; only the end of the id stays.
      const end = (await toggle.getAttribute('aria-controls'))?.replace(/^card-\d+/, '')
      const part = messages().locator(`[id$="${end}"]`)
      expect(await part.isVisible(), title).toBe(false)
      await toggle.click()
      await expect.poll(() => toggle.getAttribute('aria-expanded')).toBe('true')
      for (const words of contents) await expect.poll(() => part.textContent(), { message: title }).toMatch(words)
      for (const size of sizes) {
        await page.setViewportSize(size)
        // The card may be made anew in the middle of it, which is no reason to fail.
        await toggle.evaluate((node) => node.scrollIntoView({ block: 'nearest' }))
        await picture(page, pictures[`${title} ${size.width}`])
        expect(await sideways(), `${title} at ${size.width}`).toBe(0)
      }
      await page.setViewportSize(usual)
      await toggle.click()
      await expect.poll(() => part.isVisible()).toBe(false)
    }
  }

  /** How far the page can be pushed to the side: not at all, whatever is opened. */
  const sideways = () => page.locator('#scroller').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

  const collects = async (collector: string, file: RegExp) => {
    const toggle = button(saidAlone('card.title.files'))
    await toggle.click()
    await messages().getByLabel(messageText('en', 'card.collect.label')).selectOption(collector)
    await button(saidAlone('card.button.collect')).click()
    await text(file).waitFor()
    expect(await toggle.getAttribute('aria-expanded')).toBe('true')
    await toggle.click()
  }

  it('goes from a message to verified recovery', { timeout: incidentCeilingInMs }, async () => {
    await actAs('ada')
    await page.getByRole('textbox').first().fill('contoso-web is 503ing')
    await page.keyboard.press('Enter')
    await text(/INC-1/).waitFor()
    await picture(page, 'report')

    await text(said('cause.memory-leak.title')).waitFor()
    await button(saidFirst('step.soft-restart.title')).waitFor()
    await picture(page, 'verdict')
    await everythingIsOneTapAway()
    await collects('analyses', /analyses\.txt · /)

    await button(saidFirst('step.soft-restart.title')).click()
    await button(saidAlone('card.button.approve')).waitFor()
    await picture(page, 'proposal')

    await button(saidAlone('card.button.approve')).click()
    await text(said('refusal.title')).waitFor()
    await actAs('bram')
    await button(saidAlone('card.button.approve')).click()
    await text(said('card.approval.given', { who: 'Bram Jansen' })).waitFor()
    await picture(page, 'approved')

    await text(new RegExp(`^(🟢 )?${said('status.action.recovered').source}`)).waitFor()
    await picture(page, 'recovered')

    expect(await messages().textContent()).not.toContain(messageText('en', 'status.action.not-recovered'))
    expect(complaints).toEqual([])
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languageOf, webStrings } from '../../../src/chat/web/strings.ts'

const sources = (folder: URL): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|js|html)$/.test(entry.name))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))

describe('the page’s words', () => {
  test('are the same keys with the same plain arguments in every language', () => {
    const shape = (strings: Readonly<Record<string, string>>) =>
      Object.entries(strings).map(([key, text]) => [
        key,
        [...text.matchAll(/\{[^}]*\}/g)].map(([found]) => found).sort(),
      ])

    expect(shape(webStrings.nl)).toEqual(shape(webStrings.en))
    expect(JSON.stringify(shape(webStrings.en))).not.toMatch(/\{\w+[^\w}]/) // no plural or select: the page can't do them
  })

  test('are all said somewhere, and nothing is said that is not there', () => {
    const code = sources(new URL('../../../src/chat/web/', import.meta.url)).join('\n')
    const said = [...code.matchAll(/['"](web\.[\w.-]+)['"]/g)].map(([, key]) => key)

    expect([...new Set(said)].sort()).toEqual(Object.keys(webStrings.en).sort())
  })

  test('the page has its English words before any script ran', () => {
    const html = readFileSync(new URL('../../../src/chat/web/page/page.html', import.meta.url), 'utf8')

    for (const [, key = '', text] of html.matchAll(/data-say="([^"]+)"[^>]*>([^<]*)</g)) {
      expect(text).toBe(webStrings.en[key])
    }
  })

  test('a language that is not spoken gets English', () => {
    expect([languageOf('nl-BE'), languageOf('NL'), languageOf('fr'), languageOf(undefined)]).toEqual([
      'nl',
      'nl',
      'en',
      'en',
    ])
  })
})

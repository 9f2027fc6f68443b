import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pageLanguageOf, pageStrings } from '../../../src/chat/web/page-strings.ts'
import { languages } from '../../../src/i18n/types.ts'

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

    for (const language of languages) expect(shape(pageStrings[language])).toEqual(shape(pageStrings.en))
    expect(JSON.stringify(shape(pageStrings.en))).not.toMatch(/\{\w+[^\w}]/) // no plural or select: the page can't do them
  })

  test('are all said somewhere, and nothing is said that is not there', () => {
    const code = sources(new URL('../../../src/chat/web/', import.meta.url)).join('\n')
    const said = [...code.matchAll(/['"](web\.[\w.-]+)['"]/g)].map(([, key]) => key)

    expect([...new Set(said)].sort()).toEqual(Object.keys(pageStrings.en).sort())
  })

  test('the page has its English words before any script ran', () => {
    const html = readFileSync(new URL('../../../src/chat/web/page/page.html', import.meta.url), 'utf8')

    for (const [, key = '', text] of html.matchAll(/data-say="([^"]+)"[^>]*>([^<]*)</g)) {
      expect(text).toBe(pageStrings.en[key])
    }
  })

  test('a language that is not spoken gets English', () => {
    expect([pageLanguageOf('nl-BE'), pageLanguageOf('NL'), pageLanguageOf('fr'), pageLanguageOf(undefined)]).toEqual([
      'nl',
      'nl',
      'en',
      'en',
    ])
  })
})

import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { markdownText, markupText, portalUrl, safeUrl, sanitizeText } from '../../src/views/untrusted-text.ts'

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'{}[]()<>*_`~!#&;|\\/:.@-+=1 \n\twhtpsx"'), maxLength: 60 }),
)

test('plain text is one line without anything that steers a renderer', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const line = sanitizeText(text)
      expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Surrogate}\u2028\u2029\u200b\ufeff]|\{\{|^\s|\s$/u)
      expect(sanitizeText(line)).toBe(line)
    }),
  )
})

test('plain text keeps what people write', () => {
  expect(sanitizeText('café naïve 日本 שלום 👩\u200d🚒 a{b}c')).toBe('café naïve 日本 שלום 👩\u200d🚒 a{b}c')
})

test('plain text is cut between characters, and says so', () => {
  expect(sanitizeText('😀'.repeat(400), 10)).toBe(`${'😀'.repeat(9)}…`)
})

test('a broken `{{` cannot be mended by what is stripped', () => {
  expect(sanitizeText('{\u202e{DATE(x)}} {{{{')).toBe('{ {DATE(x)}} { { { {')
})

describe('text in Markdown', () => {
  const markdown = new MarkdownIt({ html: true, linkify: true, typographer: false })

  test('is text and nothing else, whatever it is', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const inline = markdown.parse(`- x ${markdownText(text)}`, {}).filter(({ type }) => type === 'inline')
        const pieces = inline.flatMap(({ children }) => children ?? [])
        expect(inline).toHaveLength(1)
        expect(new Set(pieces.map(({ type }) => type))).toEqual(new Set(pieces.length === 0 ? [] : ['text']))
        expect(pieces.map(({ content }) => content).join('')).toBe(`x ${sanitizeText(text, 600)}`.trimEnd())
      }),
      { numRuns: 1000 },
    )
  })

  test('begins no list, heading or quote at the start of a line', () => {
    for (const text of ['# h', '- a', '+ a', '1. a', '> q', '---', '===', '    code', '| a |', '[x]: y']) {
      const blocks = new MarkdownIt().parse(markdownText(text), {}).map(({ type }) => type)
      expect(blocks, text).toEqual(['paragraph_open', 'inline', 'paragraph_close'])
    }
  })
})

test('text in SVG cannot close its element', () => {
  fc.assert(
    fc.property(anything, (text) => {
      expect(markupText(text)).not.toMatch(/[<>"']|&(?!#\d+;)/)
    }),
  )
})

test.each([
  ['https://appmedic.example/report/INC-7', 'https://appmedic.example/report/INC-7'],
  ['/report/INC-7', '/report/INC-7'],
  ['http://plain.example', undefined],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['//evil.example', undefined],
  ['/\\evil.example', undefined],
  ['/a b', undefined],
  ['https://', undefined],
])('of links only https and our own paths are opened: %s', (url, expected) => {
  expect(safeUrl(url)).toBe(expected)
})

test.each([
  ['https://portal.azure.com/#@/resource/subscriptions/1/x', 'https://portal.azure.com/#@/resource/subscriptions/1/x'],
  ['https://portal.azure.com/#blade/a)[b](c>', 'https://portal.azure.com/#blade/a%29%5Bb%5D%28c%3E'],
  ['https://portal.azure.com.evil.example/#x', undefined],
  ['https://portal.azure.com@evil.example/', undefined],
  ['https://user@portal.azure.com/', undefined],
  ['http://portal.azure.com/', undefined],
  ['https://portal.azure.com:8443/', undefined],
  ['javascript:alert(1)//https://portal.azure.com/', undefined],
])('of sources only pages of the portal are opened: %s', (url, expected) => {
  expect(portalUrl(url)).toBe(expected)
})

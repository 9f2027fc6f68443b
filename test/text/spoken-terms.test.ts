import { expect, test } from 'vitest'
import { speaksOf, spokenTerms } from '../../src/text/spoken-terms.ts'

const scale = { id: 'scale', spokenAs: 'scal*' }
const scaleOut = { id: 'scale-out', spokenAs: 'scal* … out, mas instancias' }
const said = (text: string) => spokenTerms(text, [scale, scaleOut]).map(({ id }) => id)

test('words are found without regard to capitals, accents and hyphens', () => {
  expect(said('SCALE-OUT')).toEqual(['scale-out'])
  expect(said('más instancias')).toEqual(['scale-out'])
})

test('up to three words may stand between', () => {
  expect(said('scale the whole thing out')).toEqual(['scale-out'])
  expect(said('scale the whole big ugly thing out')).toEqual(['scale'])
})

test('what lies within longer words for another is no mention of its own', () => {
  expect(said('scale it out, or scale it')).toEqual(['scale-out', 'scale'])
})

test('part of a word is no word', () => {
  expect(said('escalate')).toEqual([])
  expect(speaksOf('how stale is that', 'sta')).toBe(false)
})

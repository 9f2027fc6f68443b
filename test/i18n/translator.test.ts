import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../src/i18n/translator.ts'

const catalogue = {
  'test.plain': 'Hello {name}',
  'test.plural': '{n, plural, one {# instance} other {# instances}} of {app}',
  'test.nested': '{who, select, you {You asked for {n}} other {{who} asked for {n}}}',
  'test.clock': 'Expires {expiresAt}',
  'test.markup': 'use <b>{name}</b>',
  'test.broken': 'oops {name',
}
const at = Date.UTC(2026, 8, 3, 3, 12, 40)
const en = createTranslator('en', catalogue, 'UTC')
const nl = createTranslator('nl', catalogue, 'Europe/Amsterdam')

describe('a phrasebook', () => {
  it('fills arguments, plurals and choices', () => {
    expect(en({ key: 'test.plain', args: { name: 'Ann' } })).toBe('Hello Ann')
    expect(en({ key: 'test.plural', args: { n: 1, app: 'contoso-web' } })).toBe('1 instance of contoso-web')
    expect(en({ key: 'test.plural', args: { n: 1200, app: 'x' } })).toBe('1,200 instances of x')
    expect(nl({ key: 'test.nested', args: { who: 'Bo', n: 1234.5 } })).toBe('Bo asked for 1.235')
    expect(en({ key: 'test.nested', args: { who: 'you', n: 2 } })).toBe('You asked for 2')
  })

  it('shows arguments ending in At as clock time with zone', () => {
    expect(en({ key: 'test.clock', args: { expiresAt: at } })).toBe('Expires 03:12 UTC')
    expect(nl({ key: 'test.clock', args: { expiresAt: at } })).toBe('Expires 05:12 UTC+2')
    expect(en({ key: 'test.clock', args: { expiresAt: 'never' } })).toBe('Expires never')
  })

  it('leaves markup and braces in untrusted arguments as they are', () => {
    expect(en({ key: 'test.markup', args: { name: '<i>{x}' } })).toBe('use <b><i>{x}</b>')
  })

  it('throws on an unknown key, a missing argument and a broken text, naming them', () => {
    expect(() => en({ key: 'test.nope' })).toThrow(/"test\.nope".*en/)
    expect(() => en({ key: 'toString' })).toThrow(/"toString"/)
    expect(() => nl({ key: 'test.plural', args: { n: 1 } })).toThrow(/"test\.plural" \(nl\) lacks argument app/)
    expect(() => en({ key: 'test.broken', args: { name: 'x' } })).toThrow(/"test\.broken"/)
  })
})

describe('time and quantities', () => {
  it('says date and time with zone', () => {
    expect(en.dateTime(at)).toBe('3 Sep 2026 03:12 UTC')
    expect(nl.dateTime(Date.UTC(2026, 2, 3, 0, 5))).toBe('3 mrt 2026 01:05 UTC+1')
    expect(createTranslator('en', {}, 'Asia/Kolkata').time(at)).toBe('08:42 UTC+5:30')
  })

  it.each([
    [320, '320 ms', '320 ms'],
    [4 * 60_000, '4 min', '4 min'],
    [90_000, '1 min 30 s', '1 min 30 s'],
    [80 * 60_000, '1 h 20 min', '1 u 20 min'],
    [119.9 * 60_000, '2 h', '2 u'],
    [25 * 3_600_000, '1 d 1 h', '1 d 1 u'],
  ])('says %d ms as %s', (inMs, english, dutch) => {
    expect(en.duration(inMs)).toBe(english)
    expect(nl.duration(inMs)).toBe(dutch)
  })

  it('says numbers in the language, with plain spaces', () => {
    expect([en.number(93.4, 'percent'), nl.number(1.25, 'percent')]).toEqual(['93%', '1,3%'])
    expect([en.number(1536 * 1024 * 1024, 'bytes'), nl.number(0, 'bytes')]).toEqual(['1.5 GB', '0 B'])
    expect([en.number(0.12, 'seconds'), nl.number(2.5, 'seconds')]).toEqual(['120 ms', '2,5 s'])
    expect([en.number(1200), nl.number(1200, 'count')]).toEqual(['1,200', '1.200'])
  })
})

import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/i18n/types.ts'
import { actionStatuses } from '../../src/incident/action-status.ts'
import { incidentOutcomes } from '../../src/incident/events/lifecycle-event.ts'
import { changeTypes } from '../../src/incident/finding.ts'
import { refusalReasons } from '../../src/incident/refusal.ts'
import { ownStrings, saidStrings } from '../views/card-translator.ts'

/** Arguments of a message, also those inside plurals. */
const argsOf = (text: string): readonly string[] => {
  const names = (ast: ReturnType<IntlMessageFormat['getAst']>): string[] =>
    ast.flatMap((node) => {
      if (node.type === 0 || node.type === 7) return []
      const nested = 'options' in node ? Object.values(node.options).flatMap(({ value }) => names(value)) : []
      return [node.value, ...nested]
    })
  return [...new Set(names(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst()))].sort()
}

const [en, nl] = languages.map(ownStrings)

test('both languages say the same things with the same arguments', () => {
  const shape = (strings: Record<string, string> = {}) =>
    Object.fromEntries(Object.entries(strings).map(([key, text]) => [key, argsOf(text)]))

  expect(shape(nl)).toEqual(shape(en))
})

test('keys stand in their area', () => {
  const stray = Object.keys(en ?? {}).filter((key) => !/^(card|post|refusal|report|symptom|status)\./.test(key))

  expect(stray).toEqual([])
})

describe.each(languages)('in %s', (language) => {
  const strings = ownStrings(language)

  test('every value of the contracts has words', () => {
    const needed = [
      ...refusalReasons.flatMap((reason) => [`refusal.${reason}`, `refusal.${reason}.next`]),
      ...actionStatuses.map((status) => `status.action.${status}`),
      ...incidentOutcomes.flatMap((outcome) => [`status.closed.${outcome}`, `card.next.closed.${outcome}`]),
      ...changeTypes.map((change) => `card.change.${change}`),
    ]

    expect(needed.filter((key) => !Object.hasOwn(saidStrings(language), key))).toEqual([])
  })

  test('no string holds markup: they stand in headings, which are Markdown', () => {
    const marked = Object.entries(strings).filter(([, text]) => /[*_`[\]<>]|^#|\{\{/.test(text))

    expect(marked).toEqual([])
  })

  test('sentences are short', () => {
    const long = Object.values(strings).flatMap((text) => text.split(/(?<=[.?!]) /).filter((one) => one.length > 130))

    expect(long).toEqual([])
  })
})

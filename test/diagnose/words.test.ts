import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { causes } from '../../src/diagnose/causes/index.ts'
import { diagnose } from '../../src/diagnose/index.ts'
import type { TranslatableMessage } from '../../src/i18n/message.ts'
import { createTranslator } from '../../src/i18n/translator.ts'
import type { Language } from '../../src/i18n/types.ts'
import { probes } from '../../src/observe/index.ts'
import { estate } from './estate.ts'
import { type Scenario, scenes } from './scenarios.ts'

const here = (path: string): URL => new URL(`../../${path}`, import.meta.url)
const strings = (language: Language): Record<string, string> =>
  Object.assign(
    {},
    ...['cause', 'evidence'].map((area) =>
      JSON.parse(readFileSync(here(`cards/strings/${language}/${area}.json`), 'utf8')),
    ),
  )

type Node = ReturnType<IntlMessageFormat['getAst']>[number]

const argumentsOf = (text: string): readonly string[] => {
  const names = (node: Node): readonly string[] => [
    ...('value' in node && node.type !== 0 ? [String(node.value)] : []),
    ...('options' in node ? Object.values(node.options).flatMap(({ value }) => value.flatMap(names)) : []),
  ]
  return [...new Set(new IntlMessageFormat(text, 'en').getAst().flatMap(names))].toSorted()
}

test('a cause a file, a file a cause, a title and a summary each', () => {
  const files = readdirSync(here('src/diagnose/causes')).map((name) => name.replace(/\.ts$/, ''))

  expect(files.filter((name) => name !== 'index').toSorted()).toEqual(causes.map(({ id }) => id).toSorted())
  for (const { id } of causes) {
    expect(strings('en')).toHaveProperty([`cause.${id}.title`])
    expect(strings('en')).toHaveProperty([`cause.${id}.summary`])
    for (const fact of ['lasting', 'where', 'unless']) expect(strings('en')).toHaveProperty([`cause.${id}.${fact}`])
  }
})

test('Dutch says what English says, with the same figures', () => {
  const [english, dutch] = [strings('en'), strings('nl')]

  expect(Object.keys(dutch)).toEqual(Object.keys(english))
  for (const [key, text] of Object.entries(english))
    expect([key, argumentsOf(dutch[key] ?? '')]).toEqual([key, argumentsOf(text)])
})

test('every text in the book is one that the code can say', () => {
  const code = readdirSync(here('src/diagnose'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(here(`src/diagnose/${name}`), 'utf8'))
    .concat(readFileSync(here('src/incident/log-words.ts'), 'utf8'))
    .join()
  const unsaid = Object.keys(strings('en'))
    .filter((key) => !/^cause\.[a-z-]+\.(title|summary|lasting|where|unless|step\.scale-out(-bounded)?)$/.test(key))
    .filter((key) => !code.includes(`'${key}'`) && !code.includes(`'${key.replace(/-now$/, '')}'`))

  expect(unsaid).toEqual([])
})

test('everything a verdict holds can be said in both languages', () => {
  const says = (['en', 'nl'] as const).map((language) => createTranslator(language, strings(language), 'UTC'))
  const heard = new Set<string>()
  for (const scenario of Object.keys(scenes) as Scenario[]) {
    for (let seed = 1; seed <= 5; seed += 1) {
      for (const phrase of phrasesIn(scenario, seed)) {
        heard.add(phrase.key)
        for (const say of says) expect(say(phrase)).not.toMatch(/undefined|NaN|Infinity|\{/)
      }
    }
  }

  expect(heard.size).toBeGreaterThan(30)
})

const phrasesIn = (scenario: Scenario, seed: number): readonly TranslatableMessage[] => {
  const { results, window, at } = estate(scenario, seed)
  return diagnose({ results, window, at, probes }).causes.flatMap(({ evidence, against, steps }) => [
    ...[...evidence, ...against].map(({ text }) => text),
    ...steps.map(({ why }) => why),
  ])
}

import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { answers } from '../../src/answers/index.ts'
import { narrateDrill } from '../../src/cli/drill/narrate-drill.ts'
import { playIncident } from '../../src/cli/drill/play-incident.ts'
import { sortEvents } from '../../src/cli/drill/sort-events.ts'
import { collectors } from '../../src/collect/index.ts'
import { causes } from '../../src/diagnose/causes/index.ts'
import { createTranslator } from '../../src/i18n/translator.ts'
import { type Language, languages } from '../../src/i18n/types.ts'
import { actionStatuses } from '../../src/incident/action-status.ts'
import { incidentOutcomes } from '../../src/incident/events/lifecycle-event.ts'
import { changeTypes } from '../../src/incident/finding.ts'
import { refusalReasons } from '../../src/incident/refusal.ts'
import { steps } from '../../src/mitigate/index.ts'
import { probes } from '../../src/observe/index.ts'
import { replies } from '../../src/runbook/replies/index.ts'
import { reportMarkdown } from '../../src/views/report-markdown.ts'
import { everyView, expand } from '../cards/cards.ts'
import { createFlow } from '../flows/flow.ts'

type Strings = Readonly<Record<string, string>>

const folderOf = (language: Language): URL => new URL(`../../cards/strings/${language}/`, import.meta.url)
const areas = (language: Language): readonly string[] => readdirSync(folderOf(language)).sort()
const stringsOf = (language: Language): Strings =>
  Object.assign(
    {},
    ...areas(language).map((file) => JSON.parse(readFileSync(new URL(file, folderOf(language)), 'utf8'))),
  )

const catalogue = Object.fromEntries(languages.map((language) => [language, stringsOf(language)])) as Record<
  Language,
  Strings
>
const keys = Object.keys(catalogue.en)

type Node = ReturnType<IntlMessageFormat['getAst']>[number]
const nodesOf = (ast: readonly Node[]): Node[] =>
  ast.flatMap((node) =>
    'options' in node ? [node, ...Object.values(node.options).flatMap(({ value }) => nodesOf(value))] : [node],
  )
const astOf = (text: string): Node[] =>
  nodesOf(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())

describe('both languages', () => {
  it('have the same files and every key', () => {
    expect(areas('nl')).toEqual(areas('en'))
    expect(Object.keys(catalogue.nl).sort()).toEqual([...keys].sort())
    expect(keys.filter((key) => catalogue.en[key]?.trim() === '' || catalogue.nl[key]?.trim() === '')).toEqual([])
  })

  it('have every placeholder', () => {
    const names = (text = '') =>
      [...new Set(astOf(text).flatMap((node) => ('value' in node && node.type !== 0 ? [node.value] : [])))].sort()

    expect(keys.filter((key) => names(catalogue.nl[key]).join() !== names(catalogue.en[key]).join())).toEqual([])
  })

  it.each(languages)('have every plural category of %s', (language) => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const lacking = keys.filter((key) =>
      astOf(catalogue[language][key] ?? '').some(
        (node) => 'pluralType' in node && !needed.every((category) => category in node.options),
      ),
    )

    expect(lacking).toEqual([])
  })
})

/** Every text in quotes of the program that has the shape of a key; what is filled in stands as a hole. */
const writtenKeys = (): { readonly whole: ReadonlySet<string>; readonly holed: readonly RegExp[] } => {
  const source = readdirSync(new URL('../../src/', import.meta.url), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|js|html)$/.test(entry.name))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    .join('\n')
  const prefixes = [...new Set(keys.map((key) => key.split('.')[0]))].join('|')
  const whole = [...source.matchAll(new RegExp(`['"]((?:${prefixes})\\.[\\w.-]*\\w)['"]`, 'g'))].map(
    ([, key = '']) => key,
  )
  const holed = [
    ...source.matchAll(new RegExp(`\`((?:${prefixes})\\.(?:[\\w.-]|\\$\\{(?:[^{}]|\\{[^{}]*\\})*\\})+)\``, 'g')),
  ]
    .map(([, key = '']) => key)
    .filter((key) => key.includes('${'))
    .map((key) => new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '[\\w.-]+')}$`))
  return { whole: new Set(whole), holed }
}

describe('every key', () => {
  const { whole, holed } = writtenKeys()

  it('that the program says is there', () => {
    const files = /\.(?:json|ts|js|css|html|svg|com|net|txt)$/
    const missing = [...whole].filter((key) => catalogue.en[key] === undefined && !files.test(key))
    // What only looks like a key: prefixes of keys, and words of Azure.
    expect(missing.filter((key) => !keys.some((known) => known.startsWith(`${key}.`)))).toEqual([])
    expect(holed.filter((pattern) => !keys.some((key) => pattern.test(key))).map(String)).toEqual([])
  })

  it('that is there is said by the program', () => {
    // Evidence without a "before" is said by the same key with `-now` behind it.
    const isSaid = (key: string): boolean => whole.has(key) || holed.some((pattern) => pattern.test(key))

    expect(keys.filter((key) => !isSaid(key) && !isSaid(key.replace(/-now$/, '')))).toEqual([])
  })

  it('that is put together of a list has words for each of its members', () => {
    const needed = [
      ...causes.flatMap(({ id }) => [`cause.${id}.title`, `cause.${id}.summary`]),
      ...probes.map(({ id }) => `probe.${id}.title`),
      ...collectors.map(({ id }) => `collect.${id}.title`),
      ...steps.map(({ id }) => `step.${id}.title`),
      ...refusalReasons.flatMap((reason) => [`refusal.${reason}`, `refusal.${reason}.next`]),
      ...actionStatuses.map((status) => `status.action.${status}`),
      ...incidentOutcomes.flatMap((outcome) => [`status.closed.${outcome}`, `card.next.closed.${outcome}`]),
      ...changeTypes.map((change) => `card.change.${change}`),
      ...[...replies, ...answers].map(({ id }) => `meaning.${id}`),
    ]

    expect(needed.filter((key) => catalogue.en[key] === undefined)).toEqual([])
  })
})

/** Keys that stand in what people read; those of one word or two ("card.since") are looked for as they are. */
const shownKeys = (text: string): readonly string[] => {
  const words = new Set(text.match(/[a-z][\w-]*(?:\.[\w-]+)+/g) ?? [])
  return keys.filter((key) => words.has(key))
}

describe.each(languages)('in %s', (language) => {
  const say = createTranslator(language, { ...catalogue[language], 'test.text': '{text}' }, 'UTC')

  it('no card and no whisper shows a key', () => {
    const shown = everyView(say).map(({ name, view }) => [name, shownKeys(JSON.stringify([view, expand(view)]))])

    expect(shown.filter(([, found]) => found?.length)).toEqual([])
  })

  it('no drill and no report shows a key', async () => {
    const flow = await createFlow({ language, faults: { 'contoso-web': 'memory-leak' } })
    const played = await playIncident({ ...flow, report: 'contoso-web 503' })
    await flow.stop()
    const nothing = { cause: '–', outcome: '–' }
    const told = narrateDrill(sortEvents(played.events), say, {
      right: true,
      truth: '–',
      expected: nothing,
      found: nothing,
    })
    const report = reportMarkdown(played.incident, played.events, say)

    expect(shownKeys([...told, report, ...flow.chat.whispers, ...flow.chat.shown.values()].join('\n'))).toEqual([])
  })
})

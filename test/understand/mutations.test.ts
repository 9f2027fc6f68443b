import { describe, expect, it } from 'vitest'
import { readExampleFiles } from '../../src/trained-model/example-files.ts'
import { understood } from './understood.ts'

/** Some of them: each is said in sixteen ways. */
const written = readExampleFiles()
  .map(({ text }) => text.replaceAll('{app}', 'contoso-web').replaceAll('{person}', 'Bram'))
  .filter((text, at) => at % 31 === 0 && !text.includes('\\n'))
const heard = (text: string) => understood(text).meaning
const meant = new Map(written.map((text) => [text, heard(text)]))
const kept = (mutate: (text: string) => string) =>
  written.filter((text) => heard(mutate(text)) !== meant.get(text)).map((text) => `${text} → ${mutate(text)}`)

/** The same sequence every run; what is tested must not depend on luck. */
const seeded = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

describe('what changes nothing of what is meant', () => {
  it.each<[string, (text: string) => string]>([
    ['capitals', (text) => text.toUpperCase().replaceAll(/\S*[-./]\S*/g, (name) => name.toLowerCase())],
    ['a full stop', (text) => (/[?!.]$/.test(text) ? text : `${text}.`)],
    ['exclamation marks', (text) => (/[?!.]$/.test(text) ? text : `${text}!!`)],
    ['spaces', (text) => `  ${text.replaceAll(' ', '   ')} `],
    ['emoji', (text) => `🔥 ${text} 🙏😭`],
    ['short codes of emoji', (text) => `:fire: ${text} :sob:`],
    ['zero-width characters', (text) => text.replaceAll(/(\p{L})(?=\p{L})/gu, '$1\u200b')],
    ['a greeting', (text) => `hey, ${text}`],
    ['a groan', (text) => `argh ${text}`],
    ['letters with dots and rings', (text) => text.normalize('NFD')],
    ['curly quotes', (text) => text.replaceAll("'", '’')],
    ['a mention', (text) => `<@U123> ${text}`],
  ])('%s', (_, mutate) => {
    const changed = kept(mutate)

    expect(changed.length / written.length, changed.slice(0, 20).join('\n')).toBeLessThanOrEqual(0.03)
  })
})

type Edit = (word: string, at: number) => string
const edits: Readonly<Record<string, Edit>> = {
  'a letter left out': (word, at) => word.slice(0, at) + word.slice(at + 1),
  'a letter twice': (word, at) => word.slice(0, at) + word[at] + word.slice(at),
  'two letters swapped': (word, at) => word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2),
  'a wrong letter': (word, at) => `${word.slice(0, at)}q${word.slice(at + 1)}`,
}

/** One slip inside one word of six letters or more; names are left alone, since a misspelt name is another name. */
const misspelt = (text: string, edit: Edit, random: () => number): string => {
  const words = [...text.matchAll(/(?<![\w.\-/])[a-z]{6,}(?![\w.\-/])/g)]
  const word = words[Math.floor(random() * words.length)]
  if (!word) return text
  const at = 1 + Math.floor(random() * (word[0].length - 3))
  return text.slice(0, word.index) + edit(word[0], at) + text.slice(word.index + word[0].length)
}

describe('one slip of the finger', () => {
  it.each(Object.entries(edits))('%s', (_, edit) => {
    const random = seeded(7)
    const slips = written
      .map((text) => [text, misspelt(text, edit, random)] as const)
      .filter(([text, slip]) => text !== slip)
    const changed = slips.filter(([text, slip]) => heard(slip) !== meant.get(text))

    expect(changed.length / slips.length, changed.slice(0, 40).join('\n')).toBeLessThanOrEqual(0.08)
  })
})

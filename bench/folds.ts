import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { lexicons } from '../src/understand/lexicons/index.ts'
import type { Lexicon } from '../src/understand/lexicons/types.ts'
import type { Steps } from '../src/understand/reading/phrases.ts'
import type { MessageToken } from '../src/understand/reading/types.ts'

/**
 * `npx tsx bench/folds.ts [--misses] FILE`: a five-fold check on labelled messages (JSON lines with `id`, `text`,
 * `lang`, `intent`, `note`) that were read while the lexicons were made. For each fold every wording of the lexicons
 * that only its messages use is taken out, as if they had never been read, and the fold is measured with what is left.
 * It is too strict, for a wording that stands in one message only might well have been thought of without it; and too
 * mild, for the rules and word lists outside the lexicons stay as they are. The second line counts a wording as known
 * where the messages in test/understand/unseen use it, which were written without the file.
 */
interface Row {
  readonly id: string
  readonly text: string
  readonly lang: string
  readonly intent: string
  readonly note?: string
}

const folds = 5

const rowsOf = (file: string): readonly Row[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)

/** Dealt out label by label, so that every fold has its share of each. */
const dealt = (rows: readonly Row[]): readonly (readonly Row[])[] => {
  const sorted = rows.toSorted((one, other) => (one.intent + one.id < other.intent + other.id ? -1 : 1))
  return Array.from({ length: folds }, (_, fold) => sorted.filter((_row, at) => at % folds === fold))
}

/** `a/b c?` as `a c`, `b c`, `a`, `b`: each wording is kept or dropped by itself. Verbs that part (`om~val`) stay whole. */
const wordingsOf = (phrases: string): readonly string[] =>
  phrases.split(',').flatMap((phrase) =>
    phrase
      .trim()
      .split(/\s+/)
      .reduce<readonly string[]>(
        (begun, place) => begun.flatMap((words) => placesOf(place).map((word) => `${words} ${word}`.trim())),
        [''],
      )
      .filter(Boolean),
  )

const placesOf = (place: string): readonly string[] => {
  const ways = place
    .replace(/\?$/, '')
    .split('/')
    .map((way) => way.replaceAll('+', ' '))
  return place.endsWith('?') ? [...ways, ''] : ways
}

/** Every lexicon with the wordings that `keeps`; `common` words are wordings of one word. */
const pruned = (lexicon: Lexicon, keeps: (wording: string) => boolean): Lexicon => ({
  language: lexicon.language,
  common: lexicon.common.split(/\s+/).filter(keeps).join(' '),
  concepts: Object.fromEntries(
    Object.entries(lexicon.concepts).map(([concept, phrases]) => [
      concept,
      [...new Set(wordingsOf(phrases))].filter(keeps).join(', '),
    ]),
  ),
})

interface Reader {
  readonly sentences: (text: string) => readonly (readonly MessageToken[])[]
  readonly stands: (tokens: readonly MessageToken[], steps: Steps) => boolean
  readonly stepsOf: (wording: string) => readonly Steps[]
}

const readerOf = async (): Promise<Reader> => {
  const { phraseEnd, stepsOf } = await import('../src/understand/reading/phrases.ts')
  const { readMessageText } = await import('../src/understand/reading/read-message-text.ts')
  return {
    sentences: (text) => readMessageText(text).sentences.map(({ tokens }) => tokens),
    stands: (tokens, steps) => tokens.some((_, at) => phraseEnd(tokens, at, steps) > 0),
    stepsOf,
  }
}

const allWordings = [
  ...new Set(
    lexicons.flatMap(({ common, concepts }) => [
      ...common.split(/\s+/),
      ...Object.values(concepts).flatMap((phrases) => wordingsOf(phrases)),
    ]),
  ),
]

/** The wordings that the messages use. */
const usedIn = ({ sentences, stands, stepsOf }: Reader, texts: readonly string[]): ReadonlySet<string> => {
  const read = texts.flatMap(sentences)
  const words = new Set(read.flatMap((tokens) => tokens.map(({ text }) => text)))
  const begins = (steps: Steps): boolean =>
    (steps[0] ?? []).some((word) => word.startsWith('@') || word.endsWith('*') || words.has(word))
  return new Set(
    allWordings.filter((wording) =>
      stepsOf(wording).some((steps) => begins(steps) && read.some((tokens) => stands(tokens, steps))),
    ),
  )
}

interface Measured extends Row {
  readonly heard: string
}

/** In a process of its own and before anything else is imported, because the lexicons are read once. */
const measure = async (rows: readonly Row[], dropped: ReadonlySet<string>): Promise<readonly Measured[]> => {
  ;(lexicons as Lexicon[]).splice(
    0,
    lexicons.length,
    ...lexicons.map((each) => pruned(each, (wording) => !dropped.has(wording))),
  )
  const { understandMessage } = await import('../src/understand/understand-message.ts')
  return rows.map((row) => ({ ...row, heard: understandMessage(row.text, { addressed: false }).intent }))
}

interface Task {
  readonly rows: readonly Row[]
  readonly dropped: readonly string[]
}

const measuredApart = (task: Task): readonly Measured[] => {
  const [, script = ''] = process.argv
  const { stdout, status, stderr } = spawnSync(process.execPath, [...process.execArgv, script, '--task'], {
    input: JSON.stringify(task),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as readonly Measured[]
}

const alternatives = ({ note = '' }: Row): readonly string[] => /alt:([a-z_,]+)/.exec(note)?.[1]?.split(',') ?? []
const isRight = ({ intent, heard }: Measured): boolean => intent === heard
const isDefensible = (row: Measured): boolean => isRight(row) || alternatives(row).includes(row.heard)

const share = (rows: readonly Measured[], holds: (row: Measured) => boolean): string => {
  const count = rows.filter(holds).length
  return `${((100 * count) / Math.max(1, rows.length)).toFixed(1)} % (${count}/${rows.length})`
}

const tell = (name: string, rows: readonly Measured[]): void => {
  const hard = rows.filter(({ intent, note }) => intent === 'none' && /hard:/.test(note ?? ''))
  const positive = rows.filter(({ intent }) => intent !== 'none')
  console.log(
    `${name}: strict ${share(rows, isRight)}, lenient ${share(rows, isDefensible)}, ` +
      `false alarms on hard none ${share(hard, (row) => !isDefensible(row))}, ` +
      `missed ${share(positive, ({ heard }) => heard === 'none')}, ` +
      `Dutch strict ${share(
        rows.filter(({ lang }) => lang === 'nl'),
        isRight,
      )}`,
  )
}

const crossValidate = async (file: string, tellsMisses: boolean): Promise<void> => {
  const reader = await readerOf()
  const { readUnseen, sets } = await import('../test/understand/unseen/read.ts')
  const parts = dealt(rowsOf(file))
  const usedByPart = parts.map((rows) =>
    usedIn(
      reader,
      rows.map(({ text }) => text),
    ),
  )
  const usedElsewhere = usedIn(
    reader,
    sets.flatMap((set) => readUnseen(set).map(({ text }) => text)),
  )
  tell('as it is', measuredApart({ rows: parts.flat(), dropped: [] }))
  for (const [name, known] of [
    ['without what only the fold uses', new Set<string>()],
    ['the same, but what the unseen sets use is kept', usedElsewhere],
  ] as const) {
    const measured = parts.map((rows, fold) => {
      const others = usedByPart.filter((_, at) => at !== fold)
      const own = [...(usedByPart[fold] ?? [])]
      const dropped = own.filter((wording) => !known.has(wording) && !others.some((used) => used.has(wording)))
      return { dropped: dropped.length, rows: measuredApart({ rows, dropped }) }
    })
    tell(
      name,
      measured.flatMap(({ rows }) => rows),
    )
    console.log(
      `  by fold: ${measured.map(({ rows, dropped }) => `${share(rows, isRight)}, ${dropped} wordings out`).join('; ')}`,
    )
    if (!tellsMisses) continue
    for (const { id, intent, heard } of measured.flatMap(({ rows }) => rows).filter((row) => !isDefensible(row)))
      console.log(`    ${id} ${intent} heard ${heard}`)
  }
}

if (process.argv.includes('--task')) {
  const { rows, dropped } = JSON.parse(readFileSync(0, 'utf8')) as Task
  console.log(JSON.stringify(await measure(rows, new Set(dropped))))
} else {
  const file = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
  if (file === undefined || !existsSync(file)) {
    console.error('Name a file of labelled messages: npx tsx bench/folds.ts FILE')
    process.exit(1)
  }
  await crossValidate(file, process.argv.includes('--misses'))
}

import { readdirSync, readFileSync } from 'node:fs'
import { answers } from '../../src/answers/index.ts'
import { createTranslator } from '../../src/i18n/translator.ts'
import type { Language, Translate } from '../../src/i18n/types.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { answerView } from '../../src/views/answer-view.ts'
import { minute, person, reportedAt } from '../views/basics.ts'
import { noSources } from './no-sources.ts'

/** Every string there is, and what the stories of the views say. */
const translator = (language: Language): Translate => {
  const folder = `cards/strings/${language}`
  const areas = readdirSync(folder).map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')))
  return createTranslator(language, Object.assign({ 'test.text': '{text}' }, ...areas), 'UTC')
}

const translators: Readonly<Record<Language, Translate>> = { en: translator('en'), nl: translator('nl') }

export interface Asked {
  readonly language?: Language
  readonly now?: number
}

/** What is answered to a question of this meaning about an incident: its heading, then a line each. */
export const ask = async (
  meaning: string,
  text: string,
  incident: Incident | undefined,
  { language = 'en', now = reportedAt + 3 * minute }: Asked = {},
): Promise<readonly string[]> => {
  const member = answers.find(({ id }) => id === meaning)
  if (member === undefined) throw new Error(`nobody answers ${meaning}`)
  const question = {
    parsed: {
      meaning,
      certainty: 'sure' as const,
      likely: [meaning],
      intent: 'none' as const,
      codes: [],
      apps: [],
    },
    text,
    asker: person('Anna'),
    now,
  }
  // biome-ignore lint/suspicious/noExplicitAny: every member takes what the widest one is given.
  const draft = await member.answer({ ...question, incident } as any, noSources)
  const say = translators[language]
  const { data } = answerView(draft(say), say, now) as unknown as {
    data: { title: string; lines: readonly { text: string }[] }
  }
  return [data.title, ...data.lines.map(({ text }) => text)]
}

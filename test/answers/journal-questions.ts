import { readdirSync, readFileSync } from 'node:fs'
import { answers } from '../../src/answers/index.ts'
import type { AnswerSources } from '../../src/answers/types.ts'
import { createTranslator } from '../../src/i18n/translator.ts'
import type { Language, Translate } from '../../src/i18n/types.ts'
import type { Policy } from '../../src/incident/approval/policy.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import type { Incident } from '../../src/incident/incident.ts'
import type { ParsedMessage } from '../../src/understand/types.ts'
import { minute, person, plainApp, reportedAt } from '../views/basics.ts'
import { noSources } from './no-sources.ts'

/** All of the product's strings, and what the fixtures say. */
const stringsOf = (language: Language): Record<string, string> => {
  const folder = new URL(`../../cards/strings/${language}/`, import.meta.url)
  const areas = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
  return Object.assign({ 'test.text': '{text}' }, ...areas)
}

const translators: Record<Language, Translate> = {
  en: createTranslator('en', stringsOf('en'), 'UTC'),
  nl: createTranslator('nl', stringsOf('nl'), 'UTC'),
}

/** Ben, Carol and Dirk may approve; Anna may ask. */
const policy: Policy = {
  people: {
    anna: { name: 'Anna', roles: ['oncall'], identities: { web: 'local/anna' } },
    ben: { name: 'Ben', roles: ['lead'], identities: { web: 'local/ben' } },
    carol: { name: 'Carol', roles: ['lead'], identities: { web: 'local/carol' } },
    dirk: { name: 'Dirk', roles: ['lead'], identities: { web: 'local/dirk' } },
  },
  permissions: [{ roles: ['oncall', 'lead'], may: ['read', 'ask', 'approve'] }],
  rules: [
    {
      name: 'scaling',
      steps: ['scale-out', 'scale-in'],
      approvers: ['lead'],
      needed: 2,
      requesterCounts: false,
      expiresInMs: 15 * minute,
      coolDownInMs: 0,
    },
  ],
  freezes: [],
}

export interface Asking {
  readonly incident?: Incident
  readonly text?: string
  readonly who?: string
  readonly atMinute?: number
  readonly language?: Language
  readonly sources?: Partial<AnswerSources> & { readonly allEvents?: readonly IncidentEvent[] }
}

/** What the bot answers, a line an entry. */
export const answerTo = async (
  id: string,
  { incident, text = '', who = 'Anna', atMinute = 20, language = 'en', sources = {} }: Asking = {},
): Promise<readonly string[]> => {
  const member = answers.find((one) => one.id === id)
  if (member === undefined) throw new Error(`no answer is called ${id}`)
  const question = {
    parsed: { meaning: id, apps: [] } as unknown as ParsedMessage,
    text,
    asker: person(who),
    now: reportedAt + atMinute * minute,
    app: incident?.app ?? plainApp('contoso-web'),
    incident: incident as Incident,
  }
  const known: AnswerSources = {
    ...noSources,
    policy,
    nameOf: (key) => policy.people[key]?.name ?? key,
    events: async () => sources.allEvents ?? [],
    ...sources,
  }
  const draft = await member.answer(question, known)
  return draft(translators[language]).lines
}

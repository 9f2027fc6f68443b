import { readFileSync } from 'node:fs'
import { answers } from '../../src/answers/index.ts'
import type { AnswerSources } from '../../src/answers/types.ts'
import { createTranslator } from '../../src/i18n/translator.ts'
import type { Language } from '../../src/i18n/types.ts'
import type { AppRef } from '../../src/incident/app-ref.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Finding, MetricFinding, ProbeResult, StateFinding } from '../../src/incident/finding.ts'
import type { Incident } from '../../src/incident/incident.ts'
import type { Verdict } from '../../src/incident/verdict.ts'
import type { ParsedMessage } from '../../src/understand/types.ts'
import { at, metric, minute, opening, person, plainApp, reportedAt, usual, window } from '../views/basics.ts'
import { noSources } from './no-sources.ts'

const areas = ['answer', 'card', 'cause', 'collect', 'evidence', 'probe', 'refusal', 'step', 'talk']

/** With the strings that people read. */
export const sayIn = (language: Language) =>
  createTranslator(
    language,
    Object.assign(
      {},
      ...areas.map((area) =>
        JSON.parse(readFileSync(new URL(`../../cards/strings/${language}/${area}.json`, import.meta.url), 'utf8')),
      ),
    ),
    'UTC',
  )

export type Looked = Readonly<Record<string, readonly Finding[] | Omit<ProbeResult, 'probe'>>>

/** An incident of which one look is in, by probe; `verdict` and `closed` as they stand after it. */
export const incidentWith = (looked: Looked, verdict: Partial<Verdict> = {}, closed = false): Incident => {
  const incident = foldEvents([
    ...opening(usual),
    at(0, { type: 'AppChosen', app: plainApp('contoso-web') }),
    at(0, { type: 'ObservationStarted', round: 1, window, probes: Object.keys(looked) }),
    ...Object.entries(looked).map(([probe, found]) =>
      at(0.05, {
        type: 'ProbeFinished',
        round: 1,
        result: { probe, ...('status' in found ? found : { status: 'ok' as const, findings: found }) },
      }),
    ),
    at(0.06, {
      type: 'VerdictReached',
      round: 1,
      verdict: { at: reportedAt, outcome: 'not-enough-evidence', causes: [], unseen: [], ...verdict },
    }),
    ...(closed ? [at(30, { type: 'IncidentClosed' as const, outcome: 'recovered' as const, by: person('Anna') })] : []),
  ])
  if (incident === undefined) throw new Error('no incident')
  return incident
}

export const state = (of: StateFinding['of'], name: string, properties: StateFinding['properties']): StateFinding => ({
  kind: 'state',
  of,
  name,
  properties,
})

export const counted = (name: string, lines: Parameters<typeof metric>[1]): MetricFinding =>
  metric({ metric: name, of: 'app', unit: 'count', aggregation: 'total' }, lines)

/** The lines, as they are said. */
export const ask = async (
  id: string,
  text: string,
  incident: Incident | undefined,
  { language = 'en', ...known }: Partial<AnswerSources> & { readonly language?: Language } = {},
) => {
  const member = answers.find((one) => one.id === id)
  if (member === undefined) throw new Error(`no answer ${id}`)
  const question = {
    parsed: { apps: [] } as unknown as ParsedMessage,
    text,
    asker: person('Anna'),
    now: reportedAt + 2 * minute,
    app: incident?.app ?? plainApp('contoso-web'),
    incident: incident as Incident,
  }
  const draft = await member.answer(question as never, { ...noSources, ...known })
  return draft(sayIn(language))
}

/** Of an app that has no incident. */
export const askOf = async (id: string, text: string, app: AppRef, known: Partial<AnswerSources>) => {
  const member = answers.find((one) => one.id === id)
  const question = {
    parsed: { apps: [app.name] },
    text,
    asker: person('Anna'),
    now: reportedAt,
    app,
    incident: undefined,
  }
  const draft = await member?.answer(question as never, { ...noSources, ...known })
  if (draft === undefined) throw new Error(`no answer ${id}`)
  return draft(sayIn('en'))
}

export const linesOf = async (...asked: Parameters<typeof ask>): Promise<readonly string[]> =>
  (await ask(...asked)).lines

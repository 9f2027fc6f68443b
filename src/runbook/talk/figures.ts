import type { AppRef } from '../../incident/app.ts'
import type { Finding, MetricFinding, Window } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Figure } from '../../language/listen.ts'
import { figuresView } from '../../views/answer.ts'
import type { Parts } from '../types.ts'
import { askWhichApp } from './ask-app.ts'
import { nameOf } from './names.ts'
import type { TalkTools, Turn, Utterance } from './types.ts'

const anyFigure =
  'cpu/memory/ram/errors/error/5xx/requests/traffic/latency/response/responses/geheugen/geheugengebruik/cpugebruik/fouten/foutpercentage/verzoeken/aanvragen/verkeer/responstijd/responstijden/reactietijd/latentie/metrics/figures/numbers/cijfers/metrieken/grafiek/chart/graph'

/** "show CPU for the last 3 hours": figures and a picture of any stretch of time, of any app. */
export const figures: Utterance = {
  id: 'figures',
  about: 'nothing',
  said: {
    en: `show/plot/graph/chart/give/get me? the? ${anyFigure} usage/time/times/rate/count/use?, whats/what+is/what+was/hows/how+is/how+was the? ${anyFigure} usage/time/times/rate/use?, how much/many ${anyFigure}, ${anyFigure} usage/time/times/rate? over/for/in/during the? last/past?, the? ${anyFigure} please`,
    nl: `toon/geef/plot me? de/het? ${anyFigure}, laat _ ${anyFigure} zien, laat _ ${anyFigure} _ zien, wat is/was/doet de/het? ${anyFigure}, hoe hoog is/was de/het? ${anyFigure}, hoe is/was de/het? ${anyFigure}, hoeveel ${anyFigure}, ${anyFigure} van/over/in de/het? laatste/afgelopen/vorige?, de/het? ${anyFigure} graag`,
    de: `zeig/zeige mir? die/den/das? cpu/fehler/anfragen/speicher`,
  },
  answer: async (turn, tools) => {
    const { message, listened } = turn
    const { desk, parts } = tools
    const incident = await incidentOf(turn, tools)
    const app = turn.heard.apps.length > 0 ? await tools.acts.appOf(turn.heard) : incident?.app
    if (app === undefined || !('id' in app)) return askWhichApp(turn, tools, app?.candidates)
    const to = parts.clock.now()
    const window = { from: to - Math.min(listened.periodInMs ?? usual, longest), to }
    const findings = await look(app, window, listened.figures, parts)
    const about = withFindings(incident?.app?.id === app.id ? incident : undefined, app, { window, findings })
    const title = phrase('talk.figures.title', { app: nameOf(app), fromAt: window.from, toAt: window.to })
    await desk.answer(message, 'figures', (say) => figuresView(about, title, say))
  },
}

const usual = 3_600_000
/** A point a minute: more than a day is no picture any more. */
const longest = 24 * 3_600_000

const incidentOf = async ({ message, heard }: Turn, { finder }: TalkTools): Promise<Incident | undefined> => {
  const focus = await finder.about(message, heard, 'any')
  return focus.is === 'one' ? focus.incident : undefined
}

const metrics: Readonly<Record<Figure, readonly string[]>> = {
  cpu: ['CpuPercentage'],
  memory: ['MemoryPercentage'],
  errors: ['Http5xx'],
  requests: ['Requests'],
  'response-time': ['HttpResponseTime', 'AverageResponseTime'],
}
const probes: readonly string[] = ['app-metrics', 'plan-metrics']

/** Read afresh through the probes, so that nothing is asked of Azure in two ways. Throws `AzureError`. */
const look = async (
  app: AppRef,
  window: Window,
  wanted: readonly Figure[],
  { probes: known, azure, deadline }: Parts,
): Promise<readonly MetricFinding[]> => {
  const names = (wanted.length === 0 ? (Object.keys(metrics) as Figure[]) : wanted).flatMap((figure) => metrics[figure])
  const found = await Promise.all(
    known
      .filter(({ id }) => probes.includes(id))
      .map((probe) => probe.look(azure.reading, { app, window }, deadline(probe.deadlineInMs))),
  )
  const findings = found.flatMap((looked) => ('findings' in looked ? looked.findings : looked))
  return findings.filter((finding): finding is MetricFinding => isOf(finding, names))
}

const isOf = (finding: Finding, names: readonly string[]): boolean =>
  finding.kind === 'metric' && finding.baseline === undefined && names.includes(finding.metric)

/** What the chart draws, as an incident that has seen these findings and nothing else. */
const withFindings = (
  incident: Incident | undefined,
  app: AppRef,
  { window, findings }: { readonly window: Window; readonly findings: readonly Finding[] },
): Incident => {
  const results = [{ probe: 'plan-metrics', status: 'ok', findings } as const]
  const observation = { round: 0, startedAt: window.to, window, probes: ['plan-metrics'], results }
  const since = incident?.verdict?.since
  const { verdict, ...rest } = incident ?? { ...nobody, app, openedAt: window.to, changedAt: window.to }
  const kept = verdict !== undefined && since !== undefined && since > window.from ? { verdict } : {}
  return { ...rest, ...kept, app, observation }
}

const nobody: Omit<Incident, 'app' | 'openedAt' | 'changedAt' | 'verdict'> = {
  id: '',
  version: 0,
  by: { platform: '', tenant: '', id: '', name: '' },
  text: '',
  symptom: 'question',
  codes: [],
  language: 'en',
  places: [],
  cards: [],
  collecting: [],
  evidence: [],
  collectionFailures: [],
  actions: [],
}

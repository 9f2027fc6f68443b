import { messageOf } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Finding, MetricFinding, TimeWindow } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import type { UtteranceMetric } from '../../understand/utterance-matcher.ts'
import { figuresView } from '../../views/answer-view.ts'
import type { ChartData } from '../../views/chart/chart-data.ts'
import type { InputContext } from '../input-context.ts'
import type { RunbookDependencies } from '../types.ts'
import { askWhichApp } from './ask-which-app.ts'
import { appDisplayName } from './display-names.ts'
import type { ReplyRequest, UtteranceReply } from './types.ts'

const anyFigure =
  'cpu/memory/ram/errors/error/5xx/requests/traffic/latency/response/responses/geheugen/geheugengebruik/cpugebruik/fouten/foutpercentage/verzoeken/aanvragen/verkeer/responstijd/responstijden/reactietijd/latentie/metrics/figures/numbers/cijfers/metrieken/grafiek/chart/graph'

/** "show CPU for the last 3 hours": figures and a picture of any stretch of time, of any app. */
export const figuresReply: UtteranceReply = {
  id: 'figures',
  about: 'nothing',
  phrases: {
    en: `show/plot/graph/chart/give/get me? the? ${anyFigure} usage/time/times/rate/count/use?, whats/what+is/what+was/hows/how+is/how+was the? ${anyFigure} usage/time/times/rate/use?, how much/many ${anyFigure}, ${anyFigure} usage/time/times/rate? over/for/in/during the? last/past?, the? ${anyFigure} please`,
    nl: `toon/geef/plot me? de/het? ${anyFigure}, laat _ ${anyFigure} zien, laat _ ${anyFigure} _ zien, wat is/was/doet de/het? ${anyFigure}, hoe hoog is/was de/het? ${anyFigure}, hoe is/was de/het? ${anyFigure}, hoeveel ${anyFigure}, ${anyFigure} van/over/in de/het? laatste/afgelopen/vorige?, de/het? ${anyFigure} graag`,
    de: `zeig/zeige mir? die/den/das? cpu/fehler/anfragen/speicher`,
  },
  answer: async (turn, context) => {
    const { message, utterance } = turn
    const { responder, dependencies, commands } = context
    const incident = await incidentOf(turn, context)
    const app = turn.parsed.apps.length > 0 ? await commands.appOf(message, turn.parsed, 'read') : incident?.app
    if (app === undefined || !('id' in app)) return askWhichApp(turn, context, app?.candidates)
    if (!(await commands.checkRight(message, 'read', app))) return
    const to = dependencies.clock.now()
    const window = { from: to - Math.min(utterance.periodInMs ?? defaultPeriodInMs, maxPeriodInMs), to }
    const metrics = await readFigures(app, window, utterance.figures, dependencies)
    const data = chartDataFor(incident, app, { window, metrics })
    const title = messageOf('talk.figures.title', { app: appDisplayName(app), fromAt: window.from, toAt: window.to })
    await responder.answer(message, 'figures', (say) => figuresView(data, title, say))
  },
}

const defaultPeriodInMs = 3_600_000
/** A point a minute: more than a day is no picture any more. */
const maxPeriodInMs = 24 * 3_600_000

const incidentOf = async (
  { message, parsed }: ReplyRequest,
  { finder }: InputContext,
): Promise<Incident | undefined> => {
  const focus = await finder.about(message, parsed, 'any')
  return focus.is === 'one' ? focus.incident : undefined
}

const metricNames: Readonly<Record<UtteranceMetric, readonly string[]>> = {
  cpu: ['CpuPercentage'],
  memory: ['MemoryPercentage'],
  errors: ['Http5xx'],
  requests: ['Requests'],
  'response-time': ['HttpResponseTime', 'AverageResponseTime'],
}

/** Read afresh through the probes, so that nothing is asked of Azure in two ways. Throws `AzureError`. */
const readFigures = async (
  app: AppRef,
  window: TimeWindow,
  wanted: readonly UtteranceMetric[],
  { probes, azure, deadline }: RunbookDependencies,
): Promise<readonly MetricFinding[]> => {
  const names = (wanted.length === 0 ? (Object.keys(metricNames) as UtteranceMetric[]) : wanted).flatMap(
    (figure) => metricNames[figure],
  )
  const found = await Promise.all(
    probes
      .filter(({ covers }) => covers === 'app-figures' || covers === 'plan-figures')
      .map((probe) => probe.observe(azure.reading, { app, window }, deadline(probe.deadlineInMs))),
  )
  const findings = found.flatMap((looked) => ('findings' in looked ? looked.findings : looked))
  return findings.filter((finding): finding is MetricFinding => isOf(finding, names))
}

const isOf = (finding: Finding, names: readonly string[]): boolean =>
  finding.kind === 'metric' && finding.baseline === undefined && names.includes(finding.metric)

/** Marked where the trouble began and was over, if the incident is this app's and its trouble began in the window. */
const chartDataFor = (
  incident: Incident | undefined,
  app: AppRef,
  { window, metrics }: Pick<ChartData, 'window' | 'metrics'>,
): ChartData => {
  const { since, until } = (incident?.app?.id === app.id ? incident.verdict : undefined) ?? {}
  const inWindow = (at: number | undefined) => (at !== undefined && at > window.from ? at : undefined)
  const begun = inWindow(since)
  // Of trouble that began before the window there is nothing to set against it, and no end of its own.
  return { window, metrics, changes: [], since: begun, until: begun === undefined ? undefined : inWindow(until) }
}

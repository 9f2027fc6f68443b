import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import type { CauseEvidence } from '../../incident/verdict.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'
import { metricFigures } from '../../views/parts/metric-figures.ts'

/** How a figure comes about; its words stand in the strings by this. */
export type MeasuredAs = 'count' | 'average' | 'plan' | 'instance' | 'detector' | 'own-visit' | 'log' | 'state'

/** Something with figures that stands on the card. */
export interface ShownFigure {
  readonly text: string
  readonly as: MeasuredAs
  readonly on: 'chart' | 'sentence'
}

const chartAs: Readonly<Record<string, MeasuredAs>> = {
  errors: 'count',
  requests: 'count',
  'response-time': 'average',
  cpu: 'plan',
  memory: 'plan',
}

/** Beside the chart first, then what speaks for and against each cause, then Microsoft's own words. */
export const shownFigures = (incident: Incident, say: Translate): readonly ShownFigure[] => {
  const { verdict } = incident
  const beside = metricFigures(chartDataOf(incident), say).map(
    ({ key, title, value }): ShownFigure => ({ text: `${title}: ${value}`, as: chartAs[key] ?? 'state', on: 'chart' }),
  )
  const evidence = [
    ...(verdict?.trouble ?? []),
    ...(verdict?.causes ?? []).flatMap((cause) => [...cause.evidence, ...cause.against]),
    ...(verdict?.ruledOut ?? []).flatMap(({ against }) => against),
  ]
  const sentences = evidence.map((one): ShownFigure => ({ text: say(one.text), as: asOf(one), on: 'sentence' }))
  const detectors = incidentStates(incident, 'detector').map(
    ({ name, properties }): ShownFigure => ({
      text: `${name}: ${String(properties.message ?? '')}`,
      as: 'detector',
      on: 'sentence',
    }),
  )
  const seen = new Set<string>()
  return [...beside, ...sentences, ...detectors].filter(({ text }) => !seen.has(text) && seen.add(text))
}

const asOf = ({ probe, text: { key } }: CauseEvidence): MeasuredAs => {
  if (/detectors$/.test(probe) || key === 'evidence.detector') return 'detector'
  if (probe === 'synthetic-request') return 'own-visit'
  if (/log|insights|analytics/.test(probe) && probe !== 'activity-log') return 'log'
  if (probe === 'plan-metrics') return /sockets|time-wait|disk/.test(key) ? 'instance' : 'plan'
  if (probe !== 'app-metrics') return 'state'
  if (/^evidence\.(?:errors|requests|more-requests|client-errors|refused)/.test(key)) return 'count'
  return /response-time/.test(key) ? 'average' : 'instance'
}

/** A number with its unit where one is said: `31 %`, `3.3 s`. */
export interface SaidNumber {
  readonly number: string
  readonly unit: '%' | 's' | ''
}

const saidNumber =
  /(?<![\w.,-])(\d+(?:[.,]\d+)*)(?: ?(%|per ?cent\b|procent\b|pct\b)| ?(s\b|sec\b|seconds?\b|seconden\b|tellen\b))?(?![\w-]*[a-z]{3})/gi

/** `1,048`, `1.048` and `1048` are one; so are `3.3` and `3,3`. A time of day and a number within a name are none. */
export const numbersIn = (text: string): readonly SaidNumber[] =>
  [...text.replace(/\b\d{1,2}:\d{2}\b/g, ' ').matchAll(saidNumber)].map(([, found = '', percent, seconds]) => ({
    number: /^[1-9]\d{0,2}(?:[.,]\d{3})+$/.test(found) ? found.replace(/[.,]/g, '') : found.replace(',', '.'),
    unit: percent !== undefined ? '%' : seconds !== undefined ? 's' : '',
  }))

const isSame = (asked: SaidNumber, shown: SaidNumber): boolean =>
  asked.number === shown.number && (asked.unit === '' || asked.unit === shown.unit)

/** Those that hold a number which the text names, in the order of the numbers: the first that does of each. */
export const figuresNamed = (text: string, shown: readonly ShownFigure[]): readonly ShownFigure[] => [
  ...new Set(
    numbersIn(text).flatMap((asked) =>
      shown.filter((one) => numbersIn(one.text).some((number) => isSame(asked, number))).slice(0, 1),
    ),
  ),
]

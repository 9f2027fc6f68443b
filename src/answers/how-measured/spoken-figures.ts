import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import { type FigureKey, metricFigures } from '../../views/parts/metric-figures.ts'
import type { ShownFigure } from './shown-figures.ts'

const keyWords: Readonly<Record<FigureKey, { readonly as: ShownFigure['as']; readonly spokenAs: string }>> = {
  errors: {
    as: 'count',
    spokenAs: 'error*, 5xx, 500s, 502s, 503s, fail*, fout, fouten, serverfout*, foutpercentage, mislukt*',
  },
  requests: { as: 'count', spokenAs: 'request*, traffic, visits, calls, verzoek*, verkeer, aanvragen' },
  'response-time': {
    as: 'average',
    spokenAs:
      'response time*, latency, seconds, slow*, responstijd*, laadtijd*, antwoordtijd*, seconden, traag*, duration',
  },
  cpu: { as: 'plan', spokenAs: 'cpu*, processor*' },
  memory: { as: 'plan', spokenAs: 'memory, ram, mem, geheugen*' },
}

/** The figures beside the chart that a question names by a word. */
export const askedMetricFigure = (incident: Incident, text: string, say: Translate): readonly ShownFigure[] =>
  metricFigures(chartDataOf(incident), say)
    .filter(({ key }) => speaksOf(text, keyWords[key].spokenAs))
    .map(({ key, title, value }) => ({ text: `${title}: ${value}`, as: keyWords[key].as, on: 'chart' }))

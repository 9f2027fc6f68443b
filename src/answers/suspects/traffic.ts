import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import { comparedFigure, metricFigures } from '../../views/parts/metric-figures.ts'
import type { Suspect } from './types.ts'

const trafficWords = `
  traffic, more … requests, more … visitors, more … users, more … load, peak load, rush, busy, busier, campaign*,
  newsletter*, ddos*, ddosed, bot, bots, attack*, under attack, scraper*, crawler*, aanval*, aangevallen, verkeer, meer … verzoeken, meer … aanvragen, meer … bezoekers,
  meer … gebruikers, drukte, drukker, te druk, piekbelasting, toeloop, campagne*, nieuwsbrief*`

/** Who it is that comes: that stands in no figure. */
const originWords = `
  ddos*, ddosed, bot, bots, attack*, under attack, scraper*, crawler*, real … customers, real … users, real … visitors, real people, genuine, human*,
  where … from, come from, coming from, aanval*, aangevallen, echte klanten, echte bezoekers, echte gebruikers, echt verkeer, echte mensen,
  gewone gebruikers, waar komt, komt … vandaan, komen … vandaan`

/** Ours: a third more or less than before is another load; less is noise. */
const moreFrom = 4 / 3
const lessFrom = 2 / 3

/** Traffic is a figure before it is a cause: how many requests there are, against before and against other days. */
export const trafficSuspect: Suspect = {
  lines: (incident, text, say) => {
    if (!speaksOf(text, trafficWords)) return []
    const isNamed = namedCauses(incident.verdict).some(({ cause }) => causeTraitsOf(cause)?.isLoad === true)
    const data = chartDataOf(incident)
    const figure = metricFigures(data, say).find(({ key }) => key === 'requests')
    const { before, during, now = during } = comparedFigure(data, 'requests') ?? {}
    const isOfOrigin = speaksOf(text, originWords)
    if (figure === undefined || before === undefined || now === undefined || before <= 0) return []
    if (isNamed && !isOfOrigin) return []
    const factor = now / before
    const than = factor >= moreFrom ? 'more' : factor <= lessFrom ? 'less' : 'same'
    return [
      say(messageOf('answer.suspected-cause.traffic', { than, title: figure.title, figures: figure.value })),
      ...(isOfOrigin ? [say(messageOf('answer.suspected-cause.traffic.origin'))] : []),
    ]
  },
}

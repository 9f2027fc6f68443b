import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { metricFindingOf, weighedObservationOf } from '../../incident/read-findings.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { compareBeforeAndNow, roundForDisplay } from './before-and-now.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { incidentStates, latestFindings } from './incident-findings.ts'
import { mergeSeries } from './metric-series.ts'
import { stateWord } from './plan-change-text.ts'

/** The other apps on the plan: how they are, and what CPU time they take. */
export const neighbourLines = (incident: Incident, say: Translate): readonly CardLine[] => {
  const cpu = cpuTime(incident)
  const states = new Map(incidentStates(incident, 'neighbour').map(({ name, properties }) => [name, properties.state]))
  const names = [...new Set([...states.keys(), ...cpu.keys()])]
  return names.map((name) => {
    const state = states.get(name)
    const used = cpu.get(name)
    const about = [
      `${sanitizeText(name, 60)}${typeof state === 'string' ? `: ${sanitizeText(stateWord(state, say), 30)}` : ''}`,
      used === undefined ? '' : say(messageOf('card.neighbour.cpu', { cpu: used(say) })),
    ]
    return cardLine('▸', 'default', sanitizeText(about.filter((part) => part !== '').join(' · ')))
  })
}

const cpuTime = (incident: Incident): ReadonlyMap<string, (say: Translate) => string> => {
  const found = metricFindingOf(latestFindings(incident), 'neighbour', 'CpuTime')
  const since = incident.verdict?.since
  const seenAt = weighedObservationOf(incident)?.window.to ?? 0
  return new Map(
    (found?.series ?? []).flatMap((series) => {
      if (series.instance === undefined || found === undefined) return []
      const { before, now } = compareBeforeAndNow(mergeSeries({ ...found, series: [series] }), { since, seenAt })
      const known = [before, now].filter((value) => value !== undefined)
      if (known.length === 0) return []
      return [
        [
          series.instance,
          (say: Translate) => known.map((value) => say.number(roundForDisplay(value), found.unit)).join(' → '),
        ],
      ]
    }),
  )
}

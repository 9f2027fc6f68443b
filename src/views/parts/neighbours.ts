import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { beforeAndNow, rounded } from './before-now.ts'
import { findingsOf } from './findings.ts'
import { merged } from './series.ts'
import { statesOf } from './states.ts'
import { type Line, line } from './tone.ts'

/** The other apps on the plan: how they are, and what CPU time they take. */
export const neighbourLines = (incident: Incident, say: Say): readonly Line[] => {
  const cpu = cpuTime(incident)
  const states = new Map(statesOf(incident, 'neighbour').map(({ name, properties }) => [name, properties.state]))
  const names = [...new Set([...states.keys(), ...cpu.keys()])]
  return names.map((name) => {
    const state = states.get(name)
    const used = cpu.get(name)
    const about = [
      `${plain(name, 60)}${typeof state === 'string' ? `: ${plain(state, 30)}` : ''}`,
      used === undefined ? '' : say(phrase('card.neighbour.cpu', { cpu: used(say) })),
    ]
    return line('▸', 'default', plain(about.filter((part) => part !== '').join(' · ')))
  })
}

const cpuTime = (incident: Incident): ReadonlyMap<string, (say: Say) => string> => {
  const found = findingsOf(incident, 'metric').find(({ of, metric }) => of === 'neighbour' && metric === 'CpuTime')
  const since = incident.verdict?.since
  const until = incident.observation?.window.to ?? 0
  return new Map(
    (found?.series ?? []).flatMap((series) => {
      if (series.instance === undefined || found === undefined) return []
      const { before, now } = beforeAndNow(merged({ ...found, series: [series] }), since, until)
      const known = [before, now].filter((value) => value !== undefined)
      if (known.length === 0) return []
      return [[series.instance, (say: Say) => known.map((value) => say.number(rounded(value), found.unit)).join(' → ')]]
    }),
  )
}

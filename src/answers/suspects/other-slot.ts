import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { metricFindingOf, weighedObservationOf } from '../../incident/read-findings.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { compareBeforeAndNow } from '../../views/parts/before-and-now.ts'
import { incidentStates, latestFindings } from '../../views/parts/incident-findings.ts'
import { mergeSeries } from '../../views/parts/metric-series.ts'
import type { Suspect } from './types.ts'

const slotWords = 'slot, slots, staging, staging slot, acceptatieslot, testslot'
/** A swap is a change of slots, and a cause of its own. */
const swapWords = 'swap*, slot swap*, slotswap*, slotwissel*, wissel*, teruggewisseld'
const memoryWords = 'memory, mem, ram, geheugen'

/** Ours: half as much again, and more than a second a minute, is more than a slot takes when nobody is on it. */
const louderFrom = 1.5
const leastLouderInSeconds = 1

/** Another slot of the app shares the plan: whether it takes more than before. */
export const otherSlotSuspect: Suspect = {
  lines: (incident, text, say) => {
    if (!speaksOf(text, slotWords) || speaksOf(text, swapWords)) return []
    const slots = incidentStates(incident, 'neighbour').filter(({ properties }) => properties.isSlot === true)
    const named = slots.find(({ name }) => text.toLowerCase().includes(name.split('/').at(-1)?.toLowerCase() ?? name))
    const slot = named ?? slots[0]
    if (slot === undefined)
      return hasAnswered('slots', incident) ? [say(messageOf('answer.suspected-cause.no-slot'))] : []
    return [
      takesWords(slot.name, incident, say),
      ...(speaksOf(text, memoryWords) ? [say(messageOf('answer.suspected-cause.slot-memory'))] : []),
    ]
  },
}

const hasAnswered = (asked: string, incident: Incident): boolean =>
  weighedObservationOf(incident)?.results.some(({ probe, status }) => probe === asked && status === 'ok') === true

const takesWords = (slot: string, incident: Incident, say: Translate): string => {
  const found = metricFindingOf(latestFindings(incident), 'neighbour', 'CpuTime')
  const series = found?.series.find(({ instance }) => instance === slot)
  const since = incident.verdict?.since
  const seenAt = weighedObservationOf(incident)?.window.to ?? incident.openedAt
  const points = found === undefined || series === undefined ? [] : mergeSeries({ ...found, series: [series] })
  const { before, now } = compareBeforeAndNow(points, { since, seenAt })
  if (before === undefined || now === undefined)
    return say(messageOf('answer.suspected-cause.slot.unmeasured', { slot }))
  const isLouder = now >= louderFrom * before && now >= before + leastLouderInSeconds
  const key = `answer.suspected-cause.slot.${isLouder ? 'loud' : 'calm'}`
  return say(messageOf(key, { slot, before: say.number(before), now: say.number(now) }))
}

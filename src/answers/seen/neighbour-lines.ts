import { metricLevelOf } from '../../diagnose/metric-level.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Incident } from '../../incident/incident.ts'
import { appDisplayName } from '../../views/parts/display-names.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'
import { observedIn } from './looked.ts'
import { cpuSeconds, cpuUsesIn } from './neighbour-uses.ts'

/** One name is written with and without spaces about its slot. */
export const plain = (name: string): string => name.toLowerCase().replaceAll(' ', '')

const shortestSlot = 4

/** Neighbours that a question names: by their whole name, or a slot by its own. */
export const namedIn = (text: string, names: readonly string[]): readonly string[] => {
  const words = text.toLowerCase().split(/[^\w\-/]+/)
  const isSlotNamed = (name: string): boolean => {
    const [, slot = ''] = plain(name).split('/')
    return slot.length >= shortestSlot && words.includes(slot)
  }
  return names.filter((name) => words.includes(plain(name)) || isSlotNamed(name))
}

interface Seen {
  /** What is told of a neighbour that was looked at a moment ago. */
  readonly visited?: ReadonlyMap<string, string>
  readonly looked: Incident
  readonly open: readonly Incident[]
  readonly app: AppRef
}

/** Is it affected? What is known of it without a visit, and what of the plan it shares in any case. */
export const neighbourLines = (asked: readonly string[], seen: Seen, say: Translate): readonly string[] => {
  const states = incidentStates(seen.looked, 'neighbour')
  const told = asked.flatMap((name) => {
    const state = states.find((one) => plain(one.name) === plain(name))
    return state === undefined ? [] : [neighbourLine(name, String(state.properties.state ?? '–'), seen, say)]
  })
  if (told.length === 0) return []
  const [first = ''] = asked
  return [
    ...told,
    ...sharedLines(seen.looked, say),
    seen.visited?.get(plain(first)) ?? say(messageOf('answer.plan-neighbours.not-visited', { name: first })),
  ]
}

const neighbourLine = (name: string, state: string, { looked, open }: Seen, say: Translate): string => {
  const findings = observedIn(looked)
  const use = findings === undefined ? undefined : cpuUsesIn(findings).find((one) => plain(one.name) === plain(name))
  const reported = open.find(({ app }) => app !== undefined && plain(appDisplayName(app)) === plain(name))
  const how = /^(?:running|stopped)$/i.test(state)
    ? say(messageOf('answer.plan-neighbours.state', { state: state.toLowerCase() }))
    : state
  return say(
    messageOf('answer.plan-neighbours.this', {
      name,
      state: how,
      busy: use === undefined ? 'no' : 'yes',
      now: cpuSeconds(use?.now ?? 0, say),
      known: use?.before === undefined ? 'no' : 'yes',
      before: cpuSeconds(use?.before ?? 0, say),
      open: reported?.id ?? 'none',
    }),
  )
}

/** Ours: from here on, a plan has little left for anybody on it. */
const shortFromPercent = 85

const sharedLines = (looked: Incident, say: Translate): readonly string[] => {
  const findings = observedIn(looked)
  if (findings === undefined) return []
  return (['Memory', 'Cpu'] as const).flatMap((of) => {
    const now = metricLevelOf(findings, 'plan', `${of}Percentage`)?.now ?? 0
    const args = { of: of.toLowerCase(), share: say.number(now, 'percent') }
    return now < shortFromPercent ? [] : [say(messageOf('answer.plan-neighbours.shared', args))]
  })
}

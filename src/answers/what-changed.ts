import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { zoneOffsetInMs } from '../i18n/zone-time.ts'
import type { ChangeFinding, ChangeType, Instant } from '../incident/finding.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { changeWords, incidentChanges } from '../views/parts/change-lines.ts'
import { actionTitle, incidentAppName } from '../views/parts/display-names.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { planChangeText } from '../views/parts/plan-change-text.ts'
import { namedStepsIn } from './reading/named-steps.ts'
import { askedTextOf } from './seen/asked-text.ts'
import { ownActionOf } from './seen/own-changes.ts'
import type { Answer } from './types.ts'
import { askedTime } from './what-changed/asked-time.ts'
import { noChangeLines } from './what-changed/no-changes.ts'

export const whatChangedAnswer: Answer = {
  id: 'what-changed',
  nearestIntent: 'ask_status',
  readsPeriod: true,
  about: 'any',
  answer: async ({ incident, ...question }, { probes, steps, timeZone }) => {
    const { now } = question
    const text = askedTextOf(question)
    const types = askedTypes(text)
    const named = namedStepsIn(text, steps).map(({ id }) => id)
    const place = askedPlace(text)
    const asked = askedTime({ text, now, incident, timeZone })
    const all = knownChanges(incident)
    const inTime = all.filter(({ at }) => at >= asked.from && at <= asked.to)
    const ofKind = inTime.filter(({ change, own }) => {
      const isPlace = place === undefined || (change?.of ?? 'plan') === place
      const isKind = change !== undefined && types.includes(change.change)
      return isPlace && (types.length === 0 || isKind || (own !== undefined && named.includes(own.request.step)))
    })
    const meant = ofKind.filter((change) => isNamed(change, text, (at) => clockAt(at, timeZone)))
    const shown = meant.length > 0 ? meant : ofLast.test(text) ? ofKind.slice(0, 1) : ofKind
    const isOne = meant.length > 0 || ofLast.test(text)
    return (say) => ({
      title: messageOf('talk.what-changed.title', { app: incidentAppName(incident) }),
      lines:
        shown.length > 0
          ? [...changedLines(shown, now, say), ...(isOne ? distanceLines(shown[0], incident, say) : [])]
          : [
              ...noChangeLines(incident, { ...asked, types, place, probes }, say),
              ...otherLines(inTime, now, say),
              ...lastBeforeLines(all, { from: asked.from, now }, say),
            ],
      asOf: lookTimeOf(incident),
    })
  },
}

/** "The last deploy": that one alone. */
const ofLast =
  /\b(?:the |de |het )?(?:last|latest|most recent|laatste|recentste) (?:\w+ )?(?:deploy\w*|releas\w*|change|swap|restart|wijziging|uitrol|herstart)\b/i

const clockAt = (at: Instant, timeZone: string): string =>
  new Date(at + zoneOffsetInMs(at, timeZone)).toISOString().slice(11, 16)

const leastWord = 4

/** By whom it was, when, or by the words of its message: "that deployment by M. Jansen at 01:12". */
const isNamed = ({ at, change }: KnownChange, text: string, clock: (at: Instant) => string): boolean => {
  const folded = text.toLowerCase()
  const clocks: readonly string[] = folded.match(/\b\d{1,2}:\d{2}\b/g) ?? []
  if (clocks.some((said) => said.padStart(5, '0') === clock(at))) return true
  const words = (change?.by ?? '')
    .replace(/@.*/, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
  return words.some((word) => word.length >= leastWord && new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u').test(folded))
}

/** None or one: how far before, or after, the trouble began; close in time is no proof. */
const distanceLines = (change: KnownChange | undefined, { verdict }: Incident, say: Translate): readonly string[] => {
  const since = verdict?.startUnseen ? undefined : verdict?.since
  if (change === undefined || since === undefined) return []
  const apart = say.duration(Math.max(60_000, Math.abs(since - change.at)))
  return [
    say(messageOf(`answer.what-changed.${change.at <= since ? 'before' : 'after'}`, { apart, since: say.time(since) })),
  ]
}

/** Seen in Azure's record, done by the bot itself, or both. */
interface KnownChange {
  readonly at: Instant
  readonly change?: ChangeFinding
  readonly own?: Action
}

/** Newest first: what Azure tells, and what the bot has done since it looked. */
const knownChanges = (incident: Incident): readonly KnownChange[] => {
  const seen = incidentChanges(incident).map((change): KnownChange => {
    const own = ownActionOf(change, incident)
    return { at: change.at, change, ...(own === undefined ? {} : { own }) }
  })
  const told = seen.flatMap(({ own }) => (own === undefined ? [] : [own.id]))
  const untold = incident.actions.flatMap((own): readonly KnownChange[] =>
    own.startedAt === undefined || own.plan?.kind === 'capture' || told.includes(own.id)
      ? []
      : [{ at: own.startedAt, own }],
  )
  return [...seen, ...untold].toSorted((a, b) => b.at - a.at)
}

const maxChanges = 6
const maxOthers = 2

/** "Did anybody touch the network, or the plan": what was changed elsewhere is told beside it. */
const askedPlace = (text: string): ChangeFinding['of'] | undefined =>
  ofNetwork.test(text) ? 'network' : /\b(?:plan|serverfarm|hosting ?plan)\b/i.test(text) ? 'plan' : undefined

const ofNetwork =
  /\b(?:network\w*|netwerk\w*|vnet\w*|firewall\w*|nsg\w*|subnet\w*|dns|rout(?:e|es|ing|ering|etabel\w*)|private endpoints?|access rules?|toegangsregels?)\b/i

/** Kinds of change by their words, in both languages. */
const typeWords: readonly (readonly [RegExp, readonly ChangeType[]])[] = [
  [
    /deploy|releas|roll(?:ed)? ?out|uitgerold|uitrol|opgeleverd|\bpush|version|versie|\bbuild|\bcommit|update/i,
    ['deployment', 'swap'],
  ],
  [/setting|config|instelling|variable|variabele|connection ?string/i, ['configuration']],
  [/restart|reboot|recycl|bounce|herstart|opnieuw opgestart/i, ['restart', 'start', 'stop']],
  [/\bstop|gestopt|shut|turned? (?:it )?off|uitgezet|stilgelegd|\bstart(?:ed)?\b|gestart/i, ['stop', 'start']],
  [/scal|schaal|geschaald|instance|instantie/i, ['scale']],
  [/swap|\bslots?\b|gewisseld|omgewisseld/i, ['swap']],
]

/** Which kinds of change are spoken of. */
export const askedTypes = (text: string): readonly ChangeType[] => [
  ...new Set(typeWords.filter(([words]) => words.test(text)).flatMap(([, types]) => types)),
]

const changedLines = (changes: readonly KnownChange[], now: Instant, say: Translate): readonly string[] => {
  const shown = changes.slice(0, maxChanges)
  const left = changes.length - shown.length
  return [
    ...shown.map((change) => changeLine(change, now, say)),
    ...(left > 0 ? [say(messageOf('answer.what-changed.more', { left }))] : []),
    ...(shown.some(isUnknownSetting) ? [say(messageOf('answer.what-changed.values-unknown'))] : []),
  ]
}

/** Azure's record of a setting says that it was written, and by whom, not what it was. */
const isUnknownSetting = ({ change, own }: KnownChange): boolean =>
  change?.change === 'configuration' && own === undefined

/** When, what, by whom; of what the bot itself did also what was before and who approved. */
const changeLine = ({ at, change, own }: KnownChange, now: Instant, say: Translate): string => {
  const time = momentText(at, now, say)
  if (own !== undefined || change === undefined) return `${time} ${own === undefined ? '' : ownText(own, say)}`
  const { what, detail } = changeWords(change, say)
  const target = (change.target ?? '').replace(/^config\//i, '')
  const isUnknown = change.by === undefined && change.tool === undefined
  return [
    time,
    what.trim(),
    target === '' ? '' : `(${target})`,
    detail,
    isUnknown ? say(messageOf('answer.what-changed.by-unknown')) : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}

const ownText = (action: Action, say: Translate): string => {
  const changes = (action.plan?.changes ?? []).map((change) => planChangeText(change, say))
  const who = action.approvals.map(({ by }) => by.name).join(', ')
  const step = [actionTitle(action, say), ...changes].join('; ')
  return say(messageOf('answer.what-changed.own', { step, who, approval: who === '' ? 'none' : 'given' }))
}

/** None or one: where only a part of the time is asked for, the last change before it. */
const lastBeforeLines = (
  all: readonly KnownChange[],
  { from, now }: { readonly from: Instant; readonly now: Instant },
  say: Translate,
): readonly string[] => {
  const last = all.find(({ at }) => at < from)
  if (last === undefined) return []
  return [say(messageOf('answer.what-changed.last-before', { change: changeLine(last, now, say) }))]
}

/** Of no such kind, but something else: it may be what is looked for. */
const otherLines = (inTime: readonly KnownChange[], now: Instant, say: Translate): readonly string[] =>
  inTime.length === 0
    ? []
    : [
        say(messageOf('answer.what-changed.others')),
        ...inTime.slice(0, maxOthers).map((change) => changeLine(change, now, say)),
      ]

import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { ChangeFinding, Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { incidentChanges } from '../views/parts/change-lines.ts'
import { appDisplayName } from '../views/parts/display-names.ts'
import { incidentStates } from '../views/parts/incident-findings.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { deployedLine } from './running-version/deployed-line.ts'
import { asksForFormer, asksForWayBack, formerLines } from './running-version/former-version.ts'
import { plannedSwap, swapBackLines } from './running-version/swap-back.ts'
import { askedTextOf } from './seen/asked-text.ts'
import { gapsOn, lastLookedAt } from './seen/looked.ts'
import { asksForRuntime, runtimeOf } from './seen/runtime-words.ts'
import type { Answer, AnswerSources } from './types.ts'

export const runningVersionAnswer: Answer = {
  id: 'running-version',
  nearestIntent: 'ask_status',
  about: 'app',
  answer: async ({ app, incident, now, ...question }, sources) => {
    const text = askedTextOf(question)
    const looked = await lastLookedAt({ app, incident }, sources)
    const isBackAsked = !asksForRuntime(text) && (asksForSlots(text) || asksForFormer(text) || asksForWayBack(text))
    const hasSlots = looked !== undefined && incidentStates(looked, 'slot').some(({ name }) => name !== 'production')
    const back = isBackAsked && hasSlots ? await plannedSwap(app, sources) : undefined
    return (say) => ({
      title: messageOf('answer.running-version.title', { app: appDisplayName(app) }),
      lines:
        looked === undefined
          ? [say(messageOf('answer.running-version.not-looked', { app: app.name }))]
          : [...swapBackLines(back, say), ...versionLines({ app, looked, text, now, sources }, say)],
      asOf: looked === undefined ? undefined : lookTimeOf(looked),
    })
  },
}

const asksForSlots = (text: string): boolean => /\bslots?\b|staging|acceptatie/i.test(text)

interface Asked {
  readonly app: AppRef
  readonly looked: Incident
  readonly text: string
  readonly now: Instant
  readonly sources: AnswerSources
}

const versionLines = ({ app, looked, text, now, sources }: Asked, say: Translate): readonly string[] => {
  const deployments = incidentChanges(looked).filter(({ change, of }) => change === 'deployment' && of === 'app')
  const last = deployments.findLast(({ status }) => status === 'succeeded')
  const later = deployments.filter(({ at, status }) => status !== 'succeeded' && at >= (last?.at ?? 0)).at(-1)
  const image = imageLines(looked, say)
  const deployed = last === undefined ? [] : [deployedLine(last, { now }, say)]
  const swap = swapLines(looked, now, say)
  const known = [...image, ...deployed, ...swap]
  if (asksForRuntime(text)) return [...runtimeLines(looked, say), ...image]
  if (asksForFormer(text))
    return [...formerLines({ looked, deployments, text, now, timeZone: sources.timeZone }, say), ...swap]
  return [
    ...wantedLines(text, { last, image }, say),
    ...known,
    ...(later === undefined
      ? []
      : [
          say(
            messageOf('answer.running-version.later', { status: later.status, when: momentText(later.at, now, say) }),
          ),
        ]),
    ...(last === undefined ? [say(messageOf('answer.running-version.none'))] : []),
    ...(asksForSlots(text) ? slotLines(app, looked, say) : []),
    ...(known.length > 0 ? [] : gapsOn(looked, ['changes'], sources, say)),
    ...(image.length > 0 ? [] : [say(messageOf('answer.running-version.own-number'))]),
  ]
}

/** `DOCKER|registry.azurecr.io/shop:1.4` names what runs; `DOTNETCORE|8.0` is the runtime alone. */
const imageLines = (looked: Incident, say: Translate): readonly string[] =>
  incidentStates(looked, 'app').flatMap(({ properties: { linuxFxVersion } }) => {
    const image = /^DOCKER\|(.+)$/i.exec(String(linuxFxVersion ?? ''))?.[1]
    return image === undefined ? [] : [say(messageOf('answer.running-version.image', { image }))]
  })

/** The stack and its version, or where it stands; a container brings its own, and its image is told. */
const runtimeLines = (looked: Incident, say: Translate): readonly string[] => {
  const [app] = incidentStates(looked, 'app')
  const runtime = app === undefined ? undefined : runtimeOf(app.properties)
  return [
    runtime === undefined
      ? say(messageOf('answer.running-version.runtime-unread', { app: looked.app?.name ?? '' }))
      : say(messageOf('answer.running-version.runtime', { runtime })),
  ]
}

/** A swap puts another slot's code in place without a deployment. */
const swapLines = (looked: Incident, now: Instant, say: Translate): readonly string[] => {
  const swaps = incidentStates(looked, 'slot').flatMap(({ properties: { lastSwapAt, lastSwapFrom, lastSwapTo } }) =>
    typeof lastSwapAt === 'number' ? [{ at: lastSwapAt, from: lastSwapFrom, to: lastSwapTo }] : [],
  )
  const logged = incidentChanges(looked).filter(({ change, status }) => change === 'swap' && status === 'succeeded')
  const last = [...swaps, ...logged.map(({ at }) => ({ at, from: null, to: null }))].toSorted((a, b) => b.at - a.at)[0]
  if (last === undefined) return []
  const known = last.from && last.to ? 'yes' : 'no'
  const args = { known, from: String(last.from ?? ''), to: String(last.to ?? ''), when: momentText(last.at, now, say) }
  return [say(messageOf('answer.running-version.swapped', args))]
}

const slotLines = ({ slot }: AppRef, looked: Incident, say: Translate): readonly string[] => {
  const others = incidentStates(looked, 'slot').filter(({ name }) => name !== (slot ?? 'production'))
  const names = others.map(({ name, properties: { state } }) => `${name} (${String(state ?? '–')})`).join(', ')
  return [
    others.length === 0
      ? say(messageOf('answer.running-version.no-slots'))
      : say(messageOf('answer.running-version.slots', { slots: names })),
  ]
}

interface Found {
  readonly last: ChangeFinding | undefined
  readonly image: readonly string[]
}

/** "is 2.4.1 live?": whether what is known of the last deployment names it. */
const wantedLines = (text: string, { last, image }: Found, say: Translate): readonly string[] => {
  const [wanted] =
    text.match(/\bv?\d+(?:\.\d+)+\b|\b(?:build|release|versie|version)\s+#?\d+\b|\b[0-9a-f]{7,40}\b/i) ?? []
  const version = wanted?.replace(/^(?:build|release|versie|version)\s+#?/i, '').replace(/^v(?=\d)/i, '')
  if (version === undefined) return []
  const told = [last?.summary, last?.operation, ...image].join(' ').toLowerCase()
  const is = new RegExp(`(?<![\\d.])${version.toLowerCase().replaceAll('.', '\\.')}(?!\\.?\\d)`).test(told)
  return [say(messageOf(`answer.running-version.wanted-${is ? 'named' : 'not'}`, { version }))]
}

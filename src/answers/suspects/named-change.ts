import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ChangeFinding, ChangeType } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { incidentChanges } from '../../views/parts/change-lines.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { timeOf, wordsOf } from './last-change.ts'
import type { Suspect } from './types.ts'

/** What people call a change, by its type. */
const typeWords: readonly (readonly [ChangeType, string])[] = [
  [
    'deployment',
    'deploy*, redeploy*, releas*, rollout*, uitrol*, uitgerold, new version, nieuwe versie, commit*, merge*',
  ],
  ['swap', 'swap*, slotwissel*, slot swap*'],
  ['configuration', 'config*, setting*, app setting*, instelling*'],
  ['scale', 'scal*, schal*, opgeschaald, afgeschaald, uitgeschaald'],
  ['restart', 'restart*, herstart*'],
]

/** Ours: what breaks by being changed mostly shows within these minutes. */
const nearInMs = 30 * 60_000

/** A change that is named by who made it, when, or what it was: how long before it began, and whether that is near. */
export const namedChangeSuspect: Suspect = {
  lines: (incident, text, say) => {
    const since = incident.verdict?.since
    const changes = incidentChanges(incident)
    const change = namedChange(changes, since, text, say)
    const isChangeCause = incident.verdict?.causes.some(({ cause }) => causeTraitsOf(cause)?.isChange === true) === true
    if (change === undefined || since === undefined || isChangeCause) return []
    const at = timeOf(change, incident, say)
    const gap = say.duration(Math.max(1000, Math.abs(since - change.at)))
    const args = { at, gap, since: momentText(since, incident.verdict?.at ?? since, say) }
    const order = change.at > since ? 'after' : since - change.at <= nearInMs ? 'near' : 'before'
    return [
      say(messageOf(`answer.suspected-cause.change.${order}`, args)),
      `▸ ${at} ${wordsOf(change, say)}`,
      ...(order === 'before' ? [say(messageOf('answer.suspected-cause.change.late'))] : []),
      ...againstWords(incident, say),
    ]
  },
}

const namedChange = (
  changes: readonly ChangeFinding[],
  since: number | undefined,
  text: string,
  say: Translate,
): ChangeFinding | undefined => {
  const newest = changes.toReversed()
  const said = text.toLowerCase()
  const byPerson = newest.find(({ by = '' }) => nameParts(by).some((part) => said.includes(part)))
  const byTime = newest.find(({ at }) => said.includes(say.time(at).slice(0, 5)))
  if (byTime !== undefined || byPerson !== undefined) return byTime ?? byPerson
  const types = typeWords.filter(([, words]) => speaksOf(text, words)).map(([type]) => type)
  const fitting = newest.filter(({ change }) => types.includes(change))
  return fitting.find(({ at }) => since === undefined || at <= since) ?? fitting[0]
}

/** A surname or an account; an initial is no name. */
const nameParts = (by: string): readonly string[] =>
  by
    .toLowerCase()
    .split('@')
    .slice(0, 1)
    .flatMap((name) => name.split(/[^\p{L}]+/u))
    .filter((part) => part.length >= 4)

/** What the look makes of it instead. */
const againstWords = (incident: Incident, say: Translate): readonly string[] =>
  namedCauses(incident.verdict)
    .slice(0, 1)
    .map(({ cause }) =>
      say(messageOf('answer.suspected-cause.verdict', { verdict: say(messageOf(`cause.${cause}.title`)) })),
    )

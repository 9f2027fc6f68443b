import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Policy } from '../incident/approval/policy.ts'
import type { ProbeResult, ProbeTraits } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { weighedObservationOf } from '../incident/read-findings.ts'
import { speaksOf } from '../text/spoken-terms.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { gapReason, probeTitle } from '../views/parts/observation-progress.ts'
import { type OptIn, optIns } from './own-access/opt-ins.ts'
import { isShutByPolicy } from './reading/unread-sources.ts'
import type { Answer } from './types.ts'

const maxLines = 4
const mostSources = 2

/** "Can you change anything?", "what are you allowed to do at all". */
const changeWords = `
  change, changing, write, writing, touch, modify, delete, restart, break, yourself, by yourself, on your own, alone,
  without asking, without approval, do, allowed, wijzig*, verander*, aanpassen, schrijven, aanraken, verwijder*,
  herstart*, zelf, zonder goedkeuring, zonder te vragen, mag, mogen, doen`
/** "What is the risk?", "why is that off". */
const riskWords = `
  risk*, danger*, safe, safely, unsafe, secure, security, downside*, harm*, why is … off, off, catch, privacy, gdpr,
  risico*, gevaar*, gevaarlijk, veilig*, onveilig, nadeel, nadelen, uit, avg, kwaad`

/** "Who can grant it?", "where is that file?" */
const roleWords = `
  who can grant, who may grant, who grants, grant … role, grants … role, assign … role, give … role, where … role, which role, role file,
  role-*.json, role assignment*, role definition*, who can assign, wie … toekennen, wie … toewijzen, rol … toekennen, rol … toewijzen,
  rol toe, rol geven, wie … rol, waar … rol, welke rol, rolbestand*, roldefinitie*, rechten toekennen, rechten geven`

/** Their values are none of its business, whatever the policy opens. */
const secretWords = `
  secret*, password*, key vault*, keyvault*, vault, app setting*, connection string*, credential*, token*, geheim*,
  wachtwoord*, kluis, sleutelkluis*, app instelling*, verbindingsreeks*`

/** What the bot may read and do, why a source is shut to it, and which permission and line of the policy open it. */
export const ownAccessAnswer: Answer = {
  id: 'own-access',
  about: 'nothing',
  answer:
    async ({ text, incident }, { probes, policy }) =>
    (say) => ({
      title: messageOf('answer.own-access.title'),
      lines: accessLines({ text, incident, probes, policy }, say).slice(0, maxLines),
      next: messageOf('answer.own-access.next'),
      ...(incident === undefined ? {} : { asOf: lookTimeOf(incident) }),
    }),
}

interface Asked {
  readonly text: string
  readonly incident: Incident | undefined
  readonly probes: readonly ProbeTraits[]
  readonly policy: Policy | undefined
}

const accessLines = (asked: Asked, say: Translate): readonly string[] => {
  const { text, policy } = asked
  if (speaksOf(text, secretWords)) return [say(messageOf('answer.own-access.secrets')), ...readLines(policy, say)]
  const roles = speaksOf(text, roleWords)
    ? [say(messageOf('answer.own-access.role-file')), say(messageOf('answer.own-access.role-grant'))]
    : []
  const named = namedResults(asked)
  const meant = optIns.filter((one) => speaksOf(text, one.spokenAs))
  const shut = meant.filter((one) => !one.isOn(policy))
  const sources = sourceLines(named, say)
  // Why it is shut already names the line of the policy and the permission.
  const isTold = named.some(isShutByPolicy)
  const opened = openingLines(shut.length > 0 ? shut : meant, { ...asked, isTold }, say)
  if (named.length > 0 || meant.length > 0) return [...roles, ...sources, ...opened]
  if (roles.length > 0) return [...roles, ...gapLines(asked, say), ...readLines(policy, say)]
  if (speaksOf(text, changeWords)) return [...doLines(policy, say), ...readLines(policy, say)]
  return [...readLines(policy, say), ...gapLines(asked, say), ...doLines(policy, say)]
}

/** How each source ended that the question names. */
const namedResults = ({ text, incident, probes }: Asked): readonly ProbeResult[] => {
  const results = incident === undefined ? [] : (weighedObservationOf(incident)?.results ?? [])
  const ids = probes.filter(({ spokenAs }) => spokenAs !== undefined && speaksOf(text, spokenAs)).map(({ id }) => id)
  return results.filter(({ probe }) => ids.includes(probe)).slice(0, mostSources)
}

/** Several that are shut for one reason are told together. */
const sourceLines = (results: readonly ProbeResult[], say: Translate): readonly string[] => {
  const byReason = new Map<string, readonly string[]>()
  for (const result of results) {
    const reason = result.status === 'ok' ? say(messageOf('answer.own-access.reads')) : say(gapReason(result))
    byReason.set(reason, [...(byReason.get(reason) ?? []), probeTitle(result.probe, say)])
  }
  return [...byReason].map(([reason, titles]) => `${titles.join(', ')}: ${reason}`)
}

/** Whether the policy opts in, which role that takes, and what the risk is. */
const openingLines = (
  ins: readonly OptIn[],
  { text, policy, isTold }: Asked & { readonly isTold: boolean },
  say: Translate,
): readonly string[] =>
  ins.flatMap(({ id, isOn }) => {
    const risk = say(messageOf(`answer.own-access.${id}.risk`))
    if (isTold) return [risk]
    const state = say(messageOf(`answer.own-access.${id}`, { is: isOn(policy) ? 'on' : 'off' }))
    return speaksOf(text, riskWords) ? [risk, state] : [state, risk]
  })

const readLines = (policy: Policy | undefined, say: Translate): readonly string[] => {
  const titles = (is: boolean) =>
    optIns.filter(({ isOn }) => isOn(policy) === is).map(({ id }) => say(messageOf(`answer.own-access.${id}.name`)))
  const off = titles(false)
  const on = titles(true)
  return [
    say(messageOf('answer.own-access.read')),
    ...(on.length === 0 ? [] : [say(messageOf('answer.own-access.also', { names: on.join(', ') }))]),
    ...(off.length === 0 ? [] : [say(messageOf('answer.own-access.off', { names: off.join(', ') }))]),
  ]
}

/** A rule may let steps run without anybody. */
const doLines = (policy: Policy | undefined, say: Translate): readonly string[] => {
  if (policy === undefined) return [say(messageOf('answer.own-access.do.nothing'))]
  const free = policy.rules.filter(({ needed }) => needed === 0).map(({ name }) => `“${name}”`)
  return [say(messageOf('answer.own-access.do.approved', { free: free.length, names: free.join(', ') }))]
}

/** None or one: a permission that Azure itself denied in the last look. */
const gapLines = ({ incident }: Asked, say: Translate): readonly string[] => {
  const results = incident === undefined ? [] : (weighedObservationOf(incident)?.results ?? [])
  const denied = results.filter((result) => result.status === 'forbidden' && !isShutByPolicy(result))
  return sourceLines(denied.slice(0, 1), say)
}

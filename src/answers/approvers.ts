import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import { approvalsFor, approversOf } from '../incident/approval/approvers.ts'
import { hasRight } from '../incident/approval/permissions.ts'
import { matchingRule, type Policy, type PolicyRule, personKeyOf } from '../incident/approval/policy.ts'
import {
  approvalsNeeded,
  currentRuleOf,
  requesterKeyOf,
  validApprovers,
} from '../incident/approval/required-approvals.ts'
import type { Action, Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import type { MitigationStep } from '../mitigate/types.ts'
import { actionTitle, appDisplayName } from '../views/parts/display-names.ts'
import { stepTitle } from '../views/parts/step-title.ts'
import { absentIn, firstNameOf, ofAsker } from './reading/asked-people.ts'
import { askedStepOf, waitingActions } from './reading/asked-step.ts'
import type { Answer, AnswerSources } from './types.ts'

export const approversAnswer: Answer = {
  id: 'approvers',
  about: 'app',
  answer:
    async ({ app, incident, asker, text }, sources) =>
    (say) => {
      const title = messageOf('answer.approvers.title', { app: appDisplayName(app) })
      const { policy } = sources
      if (policy === undefined) {
        const next = messageOf('answer.approvers.no-policy.next')
        return { title, lines: [say(messageOf('answer.approvers.no-policy'))], next }
      }
      const asked: ApproverQuestion = {
        ...{ app, incident, asker, policy, sources, say },
        isOfAsker: ofAsker.test(text),
        absent: absentIn(text, policy),
      }
      const quorum = quorumOf(text, asked)
      const lines = quorum === undefined ? ruleLines(asked) : quorumLines(quorum, text, asked)
      const isNobody = quorum !== undefined && quorum.eligible.length < quorum.needed
      const next = isNobody ? 'nobody.next' : quorum === undefined ? 'none-waits' : undefined
      return {
        title,
        lines: lines.slice(0, maxLines),
        ...(next === undefined ? {} : { next: messageOf(`answer.approvers.${next}`) }),
      }
    },
}

const maxLines = 3

interface ApproverQuestion {
  readonly isOfAsker: boolean
  /** Keys of those who are not there. */
  readonly absent: readonly string[]
  readonly app: AppRef
  readonly incident: Incident | undefined
  readonly asker: Person
  readonly policy: Policy
  readonly sources: AnswerSources
  readonly say: Translate
}

/** Whose yes counts for one step, and how many more it takes. */
interface Quorum {
  readonly step: string
  readonly isWaiting: boolean
  readonly rule: PolicyRule | undefined
  /** Keys of those whose yes would count now. */
  readonly eligible: readonly string[]
  readonly given: readonly string[]
  readonly needed: number
  readonly requester: string | undefined
}

/** Of what waits, of the step that is named, or of the one that the verdict suggests first. */
const quorumOf = (
  text: string,
  { app, incident, asker, policy, sources, say }: ApproverQuestion,
): Quorum | undefined => {
  const asked = askedStepOf(text, incident, sources.steps)
  if (asked === undefined) return undefined
  const waiting = waitingActions(incident).find(({ id, request }) =>
    asked.action === undefined ? request.step === asked.request.step : id === asked.action.id,
  )
  if (waiting?.rule !== undefined && incident !== undefined) return waitingQuorum(waiting, incident, policy, say)
  const risk = sources.steps.find(({ id }) => id === asked.request.step)?.risk
  const rule = matchingRule(policy, app, { ...asked.request, ...(risk === undefined ? {} : { risk }) })
  const requester = waiting === undefined ? undefined : requesterKeyOf(waiting, { policy })
  const approvers = rule === undefined ? [] : approversOf(policy, rule, app)
  return {
    step: stepTitle(asked.request, say),
    isWaiting: waiting !== undefined,
    rule,
    eligible: approvers.filter((key) => rule?.requesterCounts === true || key !== requester),
    given: [],
    needed: rule === undefined ? 1 : approvalsFor(rule, personKeyOf(policy, asker) !== undefined),
    requester,
  }
}

const waitingQuorum = (action: Action, incident: Incident, policy: Policy, say: Translate): Quorum => {
  const rule = currentRuleOf(action, incident, policy)
  const requester = requesterKeyOf(action, { policy })
  const counts = action.rule?.requesterCounts === true && rule?.requesterCounts === true
  const named = rule === undefined || incident.app === undefined ? [] : approversOf(policy, rule, incident.app)
  const given = validApprovers(action, incident, policy)
  return {
    step: actionTitle(action, say),
    isWaiting: true,
    rule,
    eligible: named.filter(
      (key) => action.rule?.approvers.includes(key) && !given.includes(key) && (counts || key !== requester),
    ),
    given,
    needed: rule === undefined ? 1 : Math.max(0, approvalsNeeded(action, incident, policy) - given.length),
    requester,
  }
}

const quorumLines = (whole: Quorum, text: string, question: ApproverQuestion): readonly string[] => {
  const { app, say, sources, absent, isOfAsker } = question
  const quorum = { ...whole, eligible: whole.eligible.filter((key) => !absent.includes(key)) }
  const { rule, eligible, given, needed, step, isWaiting } = quorum
  if (rule === undefined) return [say(messageOf('answer.approvers.no-rule', { step, app: appDisplayName(app) }))]
  if (needed === 0) return [say(messageOf('answer.approvers.needless', { step }))]
  const namesOf = (keys: readonly string[]) => keys.map(sources.nameOf).join(', ')
  const who = namesOf(eligible)
  const can =
    eligible.length < needed
      ? messageOf('answer.approvers.too-few', { step, needed, who: who === '' ? '–' : who, count: eligible.length })
      : messageOf(`answer.approvers.${isWaiting ? 'waits' : 'would-wait'}`, {
          step,
          who,
          needed,
          count: eligible.length,
        })
  const named = namedPeopleLines(quorum, text, question)
  return [
    ...(isOfAsker ? [yesOrNo(quorum, question)] : named),
    say(can),
    ...(given.length === 0 ? [] : [say(messageOf('answer.approvers.given', { who: namesOf(given) }))]),
    ...(isOfAsker ? named : [askerLine(quorum, question)]),
  ]
}

/** Whether the asker may approve it, in the first word. */
const yesOrNo = (quorum: Quorum, question: ApproverQuestion): string => {
  const { policy, asker, say } = question
  const key = personKeyOf(policy, asker)
  const isOne = key !== undefined && quorum.eligible.includes(key)
  if (isOne && !quorum.isWaiting && quorum.rule?.requesterCounts !== true)
    return say(messageOf('answer.approvers.self.not-own'))
  return say(messageOf(`answer.approvers.self.${isOne ? 'yes' : 'no'}`, { why: askerLine(quorum, question) }))
}

/** Whoever the question names: "can Bram approve?". */
const namedPeopleLines = (
  { eligible }: Quorum,
  text: string,
  { policy, absent, say }: ApproverQuestion,
): readonly string[] => {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{M}]{3,}/gu) ?? [])
  return Object.entries(policy.people)
    .filter(([key]) => !absent.includes(key))
    .filter(([key, { name }]) => words.has(key.toLowerCase()) || words.has(firstNameOf(name)))
    .map(([key, { name }]) =>
      say(messageOf(`answer.approvers.person.${eligible.includes(key) ? 'may' : 'may-not'}`, { who: name })),
    )
}

const askerLine = (quorum: Quorum, { policy, asker, app, say }: ApproverQuestion): string => {
  const key = personKeyOf(policy, asker)
  const because = (why: string, args?: Readonly<Record<string, string>>) =>
    say(messageOf(`answer.approvers.you.${why}`, args))
  if (key === undefined) return because('unknown', { identity: `${asker.tenant}/${asker.id}` })
  if (quorum.given.includes(key)) return because('given')
  if (quorum.eligible.includes(key)) return because(quorum.isWaiting || quorum.rule?.requesterCounts ? 'may' : 'may-if')
  if (key === quorum.requester) return because('asked')
  return because(hasRight(policy, { key }, 'approve', { app }) ? 'not-this' : 'may-not')
}

/** The same people, as many of them: what they may approve. */
interface RuleGroup {
  readonly keys: readonly string[]
  readonly needed: number
  readonly steps: readonly MitigationStep[]
}

const maxSteps = 4

/** Where no step is meant: who may approve which steps of this app, a line for the same people; those of most steps first. */
const ruleLines = (question: ApproverQuestion): readonly string[] => {
  const { policy, app, asker, sources, say, isOfAsker } = question
  const groups = ruleGroups(question)
  if (groups.length === 0) return [say(messageOf('answer.approvers.no-rules', { app: appDisplayName(app) }))]
  const key = personKeyOf(policy, asker)
  const own = key === undefined ? [] : groups.filter(({ keys }) => keys.includes(key))
  const lines = groups.map(({ keys, needed, steps }) => {
    const who = keys.map(sources.nameOf).join(', ')
    const names = steps.map(({ id }) => stepTitle({ step: id, args: {} }, say))
    const more = Math.max(0, names.length - maxSteps)
    const what = names.slice(0, more === 1 ? names.length : maxSteps).join(', ')
    const args = { what, who: who === '' ? '–' : who, needed, more: more === 1 ? 0 : more }
    return `▸ ${say(messageOf('answer.approvers.rule', args))}`
  })
  const identity = `${asker.tenant}/${asker.id}`
  const not = key === undefined ? 'unknown' : own.length === 0 ? 'may-not' : undefined
  const you = not === undefined ? undefined : say(messageOf(`answer.approvers.you.${not}`, { identity }))
  if (!isOfAsker)
    return [...lines.slice(0, maxLines - (you === undefined ? 0 : 1)), ...(you === undefined ? [] : [you])]
  const isOwnEnough = rulesOf(question).every(([rule]) => rule.requesterCounts)
  const answer =
    you !== undefined
      ? say(messageOf('answer.approvers.self.no', { why: you }))
      : say(messageOf(`answer.approvers.self.${isOwnEnough ? 'may' : 'not-own'}`))
  return [answer, ...lines]
}

const rulesOf = ({ policy, app, sources }: ApproverQuestion): readonly (readonly [PolicyRule, MitigationStep])[] =>
  sources.steps.flatMap((step) => {
    const rule = matchingRule(policy, app, { step: step.id, args: {}, risk: step.risk })
    return rule === undefined ? [] : [[rule, step] as const]
  })

const ruleGroups = (question: ApproverQuestion): readonly RuleGroup[] => {
  const groups = new Map<string, RuleGroup>()
  for (const [rule, step] of rulesOf(question)) {
    const keys = approversOf(question.policy, rule, question.app).filter((key) => !question.absent.includes(key))
    const id = [rule.needed, ...keys].join(' ')
    groups.set(id, { keys, needed: rule.needed, steps: [...(groups.get(id)?.steps ?? []), step] })
  }
  return [...groups.values()].toSorted((a, b) => b.steps.length - a.steps.length)
}

import { loadTranslators } from '../../i18n/load-translators.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { explainPolicy, type PolicyExplanation } from '../../incident/approval/explain-policy.ts'
import { rights, type StepUpPolicy } from '../../incident/approval/policy.ts'
import { riskLevels, type StepArgs } from '../../incident/mitigation-plan.ts'
import { memberships } from '../../incident/person.ts'
import type { Denial } from '../../incident/refusal.ts'
import { readPolicyFile } from '../../policy-file/index.ts'
import { refusalMessage } from '../../views/refusal-view.ts'
import { explainRight } from './explain-right.ts'
import { policyQuestionOf, scopeOf } from './policy-question.ts'
import { notifyLines, ruleLimitLines } from './rule-words.ts'

type Options = Readonly<Record<string, string | undefined>>

/** True where the person may what is asked: have the right of `--may`, else approve the step, or nobody needs to. */
export const explainPolicyFile = (file: string, options: Options): boolean =>
  options.may === undefined ? explainApproval(file, options) : explainRightOf(file, options)

const explainRightOf = (file: string, { who, as, may, app, tags, channel }: Options): boolean => {
  const right = rights.find((known) => known === may)
  if (right === undefined) throw new Error(`--may ${may}: write one of ${rights.join(', ')}.`)
  if (who === undefined && as === undefined) throw new Error('write --who (a key or an account) or --as (member, …).')
  const scope = scopeOf({ app, tags: parsePairs(tags), channel })
  const membership = memberships.find((known) => known === as)
  const answer = explainRight(readPolicyFile(file, { practice: false }), { who, as: membership, right, scope })
  process.stdout.write(`${answer.lines.join('\n')}\n`)
  return answer.may
}

const explainApproval = (file: string, options: Options): boolean => {
  for (const needed of ['who', 'step', 'app']) {
    if (options[needed] !== undefined) continue
    const help = needed === 'step' ? '; `policy steps` lists them' : ''
    throw new Error(`write --${needed}, or --may for a right${help}.`)
  }
  const { who = '', step = '', app = '', at, channel, requester, risk, failures } = options
  const now = at === undefined ? Date.now() : Date.parse(at)
  if (Number.isNaN(now)) throw new Error(`--at ${at}: write a time with its zone: 2026-12-24T18:00:00+01:00.`)
  const policy = readPolicyFile(file, { practice: false })
  const written = {
    ...{ who, step, app, channel, requester, risk: riskLevels.find((known) => known === risk) },
    tags: parsePairs(options.tags),
    args: withNumbers(parsePairs(options.args)),
    failures: Number(failures ?? 0),
  }
  const answer = explainPolicy(policy, policyQuestionOf(written, now))
  const say = loadTranslators('UTC')('en')
  const notified = policy.notify === undefined ? [] : notifyLines(policy.notify, { now })
  process.stdout.write(`${[...linesOf(answer, say), ...notified, ...verdictLines(answer, who, say)].join('\n')}\n`)
  return answer.verdict !== 'may-not'
}

const linesOf = (answer: PolicyExplanation, say: Translate): readonly string[] => [
  ...answer.rules.map(
    ({ rule, differs }) => `rule "${rule}": ${differs === undefined ? 'decides' : `${differs} do not fit`}`,
  ),
  ...(answer.rule === undefined ? ['no rule fits, so nobody may'] : ruleLines(answer, say)),
  ...answer.checks.map(
    ({ check, denial }) => `gate ${check}: ${denial === undefined ? 'open' : `shut: ${denialText(denial, say)}`}`,
  ),
  ...(answer.stepUp === undefined ? [] : [`gate step-up: ${signInWords(answer.stepUp)}`]),
]

const verdictLines = (answer: PolicyExplanation, who: string, say: Translate): readonly string[] => [
  ...(answer.mayBreakGlass ? [`${who} may break the glass`] : []),
  verdictLine(answer, who, say),
]

const ruleLines = ({ rule, needed, approvers }: PolicyExplanation, say: Translate): readonly string[] =>
  rule === undefined
    ? []
    : [
        `approvers: ${approvers.join(', ') || 'nobody'}; ${needed} needed; the requester ${rule.requesterCounts ? 'counts' : 'does not count'}`,
        ...ruleLimitLines(rule, say),
      ]

const verdictLine = ({ verdict, denial }: PolicyExplanation, who: string, say: Translate): string => {
  if (verdict === 'runs-without-approval') return 'IT RUNS WITHOUT APPROVAL'
  if (verdict === 'step-up') return `${who} MAY APPROVE AFTER A FRESH SIGN-IN`
  return verdict === 'may-approve'
    ? `${who} MAY APPROVE`
    : `${who} MAY NOT: ${denial === undefined ? '' : denialText(denial, say)}`
}

const signInWords = ({ maxAgeInMs, authenticationContext }: StepUpPolicy): string => {
  const context = authenticationContext === undefined ? '' : `, which meets ${authenticationContext}`
  return `an approval takes a sign-in no older than ${maxAgeInMs / 60_000} min${context}`
}

const denialText = ({ reason, args }: Denial, say: Translate): string =>
  say(
    reason === 'forbidden'
      ? messageOf('refusal.forbidden')
      : refusalMessage({ reason, ...(args === undefined ? {} : { args }) }),
  )

const parsePairs = (text: string | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (text ?? '')
      .split(',')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', ...value] = pair.split('=')
        if (value.length === 0) throw new Error(`"${pair}": write name=value.`)
        return [name.trim(), value.join('=').trim()]
      }),
  )

const withNumbers = (pairs: Readonly<Record<string, string>>): StepArgs =>
  Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]))

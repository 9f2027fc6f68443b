import { type Answer, explainPolicy } from '../../incident/explain-policy.ts'
import type { No } from '../../incident/gates/types.ts'
import { phrase } from '../../incident/phrase.ts'
import { risks, type StepArgs } from '../../incident/plan.ts'
import type { Say } from '../../language/types.ts'
import { readPolicy } from '../../policy-file/index.ts'
import { loadSays } from '../../resources.ts'
import { refusalPhrase } from '../../views/refusal.ts'
import { questionOf } from './question.ts'

/** True where the person may approve, or nobody needs to. */
export const explainFile = (file: string, options: Readonly<Record<string, string | undefined>>): boolean => {
  const { who = '', step = '', app = '', at, channel, requester, risk, failures } = options
  const now = at === undefined ? Date.now() : Date.parse(at)
  if (Number.isNaN(now)) throw new Error(`--at ${at}: write a time with its zone: 2026-12-24T18:00:00+01:00.`)
  const policy = readPolicy(file, { practice: false })
  const written = {
    ...{ who, step, app, channel, requester, risk: risks.find((known) => known === risk) },
    tags: pairsIn(options.tags),
    args: numbersIn(pairsIn(options.args)),
    failures: Number(failures ?? 0),
  }
  const answer = explainPolicy(policy, questionOf(written, now))
  process.stdout.write(`${linesOf(answer, who, loadSays('UTC')('en')).join('\n')}\n`)
  return answer.verdict !== 'may-not'
}

const linesOf = (answer: Answer, who: string, say: Say): readonly string[] => [
  ...answer.rules.map(
    ({ rule, differs }) => `rule "${rule}": ${differs === undefined ? 'decides' : `${differs} do not fit`}`,
  ),
  ...(answer.rule === undefined ? ['no rule fits, so nobody may'] : ruleLines(answer)),
  ...answer.gates.map(({ gate, no }) => `gate ${gate}: ${no === undefined ? 'open' : `shut: ${wordsOf(no, say)}`}`),
  ...(answer.mayBreakGlass ? [`${who} may break the glass`] : []),
  verdictLine(answer, who, say),
]

const ruleLines = ({ rule, approvers }: Answer): readonly string[] =>
  rule === undefined
    ? []
    : [
        `approvers: ${approvers.join(', ') || 'nobody'}; ${rule.needed} needed; the requester ${rule.requesterCounts ? 'counts' : 'does not count'}`,
      ]

const verdictLine = ({ verdict, no }: Answer, who: string, say: Say): string => {
  if (verdict === 'runs-without-approval') return 'IT RUNS WITHOUT APPROVAL'
  return verdict === 'may-approve'
    ? `${who} MAY APPROVE`
    : `${who} MAY NOT: ${no === undefined ? '' : wordsOf(no, say)}`
}

const wordsOf = ({ no, args }: No, say: Say): string =>
  say(
    no === 'forbidden'
      ? phrase('refusal.forbidden')
      : refusalPhrase({ reason: no, ...(args === undefined ? {} : { args }) }),
  )

const pairsIn = (text: string | undefined): Readonly<Record<string, string>> =>
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

const numbersIn = (pairs: Readonly<Record<string, string>>): StepArgs =>
  Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]))

import type { Instant } from './finding.ts'
import type { Action, Incident } from './incident.ts'
import type { StepRequest } from './mitigation-plan.ts'
import { namedCauses, type PastTrouble, type Verdict } from './verdict.ts'

/** Ours: what is longer ago than this says little of how the app is today. */
const withinInMs = 30 * 24 * 3_600_000

/** The same cause in earlier incidents of the app, whoever closed them; `undefined` where this is the first time. */
export const pastTroubleOf = (
  verdict: Verdict,
  { id, openedAt }: Pick<Incident, 'id' | 'openedAt'>,
  others: readonly Incident[],
): PastTrouble | undefined => {
  const cause = firstCauseOf(verdict)
  const before = others
    .filter((one) => one.id !== id && one.openedAt < openedAt && one.openedAt >= openedAt - withinInMs)
    .filter((one) => cause !== undefined && firstCauseOf(one.verdict) === cause && isTrouble(one))
    .toSorted((a, b) => a.openedAt - b.openedAt)
  if (before.length === 0) return undefined
  const helped = helpIn(before, openedAt)
  return { withinInMs, times: before.length + 1, ...(helped === undefined ? {} : { helped }) }
}

const firstCauseOf = (verdict: Verdict | undefined): string | undefined => namedCauses(verdict)[0]?.cause

/** A mistake, or nothing wrong, is no trouble to remember. */
const isTrouble = ({ closed }: Incident): boolean =>
  closed !== undefined && closed.outcome !== 'abandoned' && closed.outcome !== 'nothing-wrong'

interface Recovery {
  readonly request: StepRequest
  readonly heldForInMs: number
}

/** Of the steps by which it recovered the commonest, the latest of equals. */
const helpIn = (before: readonly Incident[], now: Instant): PastTrouble['helped'] => {
  const recoveries = before.flatMap(({ actions }, nth) =>
    actions.flatMap((action) => recoveryOf(action, before[nth + 1]?.openedAt ?? now)),
  )
  const countOf = ({ request }: Recovery) => recoveries.filter((one) => one.request.step === request.step).length
  const [most] = recoveries.toReversed().toSorted((a, b) => countOf(b) - countOf(a))
  if (most === undefined) return undefined
  const same = recoveries.filter(({ request }) => request.step === most.request.step)
  const forInMs = Math.min(...same.map(({ heldForInMs }) => heldForInMs))
  // With other arguments each time it is the step that helped.
  const args = same.every(({ request }) => isSame(request, most.request)) ? most.request.args : {}
  return { request: { step: most.request.step, args }, times: same.length, ...(forInMs > 0 ? { forInMs } : {}) }
}

const recoveryOf = ({ status, request, verification }: Action, next: Instant): readonly Recovery[] =>
  status === 'recovered' && verification !== undefined ? [{ request, heldForInMs: next - verification.readAt }] : []

const isSame = (one: StepRequest, other: StepRequest): boolean =>
  JSON.stringify(one.args) === JSON.stringify(other.args)

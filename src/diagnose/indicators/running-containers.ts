import { messageOf } from '../../i18n/message.ts'
import type { StateFinding } from '../../incident/finding.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'
import type { Indicator } from '../cause-model.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { onsetToleranceInMs } from './suspected-changes.ts'

const maxReasonLength = 160

/** The container runs on none of the instances, or Azure has given up starting it (site status Blocked, 2026). */
export const containersDown: Indicator = (findings) => {
  const blocked = stateFindingsOf(findings, 'app').find(({ properties }) => /^blocked$/i.test(String(properties.state)))
  if (blocked !== undefined)
    return { text: messageOf('evidence.container-blocked'), probe: probeOfFinding(findings, blocked), strength: 1 }
  const told = stateFindingsOf(findings, 'instance').filter(
    (one) => typeof one.properties.containers === 'number' || isStoppedContainer(one),
  )
  const down = told.filter(isDown)
  const [first] = down
  if (first === undefined || down.length * 2 <= told.length) return undefined
  const args = { count: down.length, of: told.length }
  return {
    text: messageOf('evidence.containers-down', args),
    probe: probeOfFinding(findings, first),
    strength: down.length === told.length ? 1 : 0.8,
  }
}

/** Linux names an instance STOPPED, or Blocked, whose container does not run; it then lists neither containers nor processes. */
const isStoppedContainer = ({ properties: { state, containers, processes } }: StateFinding): boolean =>
  containers === null && !processes && /^(stopped|blocked)$/i.test(String(state))

/** Azure's reason why a container did not start. Untrusted text, cut to a line. */
export const containerError: Indicator = (findings) => {
  const failed = stateFindingsOf(findings, 'instance').find(
    (one) => reasonOf(one.properties) !== undefined && (isDown(one) || isOfTrouble(findings, one)),
  )
  const reason = failed && reasonOf(failed.properties)
  if (failed === undefined || reason === undefined) return undefined
  return {
    text: messageOf('evidence.container-error', { reason }),
    probe: probeOfFinding(findings, failed),
    strength: 1,
  }
}

const isDown = (one: StateFinding): boolean => one.properties.containers === 0 || isStoppedContainer(one)

/** Azure keeps the last error for good: of a container that may run, one from before the trouble says nothing. */
const isOfTrouble = ({ since, window }: ObservedFindings, { properties: { lastErrorAt } }: StateFinding): boolean =>
  typeof lastErrorAt !== 'number' || lastErrorAt >= (since ?? window.from) - onsetToleranceInMs

const reasonOf = ({ lastError }: StateFinding['properties']): string | undefined =>
  typeof lastError === 'string' && lastError.trim() !== '' ? lastError.trim().slice(0, maxReasonLength) : undefined

/** Containers run on every instance that tells. */
export const containersUp: Indicator = (findings) => {
  const told = stateFindingsOf(findings, 'instance').filter(
    ({ properties }) => typeof properties.containers === 'number',
  )
  const [first] = told
  if (first === undefined || containersDown(findings) !== undefined) return undefined
  return told.every(({ properties }) => Number(properties.containers) > 0)
    ? {
        text: messageOf('evidence.containers-up', { count: told.length }),
        probe: probeOfFinding(findings, first),
        strength: 1,
      }
    : undefined
}

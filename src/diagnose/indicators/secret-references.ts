import { messageOf } from '../../i18n/message.ts'
import type { StateFinding } from '../../incident/finding.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'
import type { Indicator } from '../cause-model.ts'
import { hasProbeAnswered, probeOfFinding } from '../observed-findings.ts'
import { lastLoggedAt } from './log-entries.ts'
import { latestProcessStartOf } from './process-restarts.ts'

const statusOf = ({ properties: { status } }: StateFinding): string => String(status ?? '').toLowerCase()

/** `Initialized` was not fetched yet, and a reference without a word may be either. */
const isUnresolved = (reference: StateFinding): boolean =>
  !['resolved', 'initialized', ''].includes(statusOf(reference))

/** Azure does not get what a setting refers to in Key Vault: the app then finds the reference itself in its place. */
export const secretUnresolved: Indicator = (findings) => {
  const all = stateFindingsOf(findings, 'reference')
  const unresolved = all.filter(isUnresolved)
  const [first] = unresolved
  if (first === undefined) return undefined
  const args = {
    count: unresolved.length,
    of: all.length,
    setting: first.name,
    vault: String(first.properties.vault ?? ''),
  }
  return {
    text: messageOf('evidence.secret-unresolved', { ...args, why: statusOf(first) }),
    probe: probeOfFinding(findings, first),
    strength: 1,
  }
}

/** Azure gets every secret that the settings refer to. */
export const secretsResolved: Indicator = (findings) => {
  const all = stateFindingsOf(findings, 'reference')
  const [first] = all
  if (first === undefined || !all.every((one) => statusOf(one) === 'resolved')) return undefined
  const text = messageOf('evidence.secrets-resolved', { count: all.length })
  return { text, probe: probeOfFinding(findings, first), strength: 1 }
}

/** No setting refers to a vault; one that nobody could look at says nothing. */
export const noSecretReferences: Indicator = (findings) =>
  hasProbeAnswered(findings, 'secret-references') && stateFindingsOf(findings, 'reference').length === 0
    ? { text: messageOf('evidence.no-references'), probe: 'secret-references', strength: 1 }
    : undefined

/** Azure gets every secret by now, and processes of before that run on without: only a new start gives it to them. */
export const secretsResolvedSince: Indicator = (findings) => {
  const resolved = secretsResolved(findings)
  const missedAt = lastLoggedAt(findings, 'secret-unresolved')
  const startedAt = latestProcessStartOf(findings)
  if (resolved === undefined || missedAt === undefined || startedAt === undefined || startedAt > missedAt)
    return undefined
  const text = messageOf('evidence.secrets-resolved-since', { startedAt, missedAt })
  return { text, probe: resolved.probe, strength: 1 }
}

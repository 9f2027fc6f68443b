import type { Policy } from '../incident/approval/policy.ts'

/**
 * A policy as practice has it. People decide by the clock on their wall however fast the estate's time runs, so that an
 * approval of 15 minutes lasts 15 real ones: `speed` times as long in the time that the journal and the cards tell.
 */
export const withRealTimeToApprove = (policy: () => Policy | undefined, speed: number): (() => Policy | undefined) => {
  let [read, stretched]: readonly (Policy | undefined)[] = []
  return () => {
    const current = policy()
    if (current !== read) {
      read = current
      stretched = current && { ...current, rules: current.rules.map((rule) => stretch(rule, speed)) }
    }
    return stretched
  }
}

const stretch = (rule: Policy['rules'][number], speed: number): Policy['rules'][number] => ({
  ...rule,
  expiresInMs: rule.expiresInMs * speed,
})

/** Where no policy was written: nothing real is behind what is simulated, so Kudu and telemetry may be read. */
export const withAllToRead = (policy: Policy): Policy => ({
  ...policy,
  reading: { commands: false, dumps: [], ...policy.reading, kudu: true, telemetry: true },
})

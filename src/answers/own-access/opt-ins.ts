import type { Policy } from '../../incident/approval/policy.ts'

/** What the policy must open before it is read. Its words stand in the strings by its id. */
export interface OptIn {
  readonly id: 'kudu' | 'telemetry' | 'commands'
  readonly spokenAs: string
  isOn(policy: Policy | undefined): boolean
}

export const optIns: readonly OptIn[] = [
  {
    id: 'telemetry',
    spokenAs: `
      app insights, application insights, appinsights, ai, telemetr*, log analytics, loganalytics, workspace*, traces,
      logs, logging, log files, logbestanden, logboeken, kql`,
    isOn: (policy) => policy?.reading?.telemetry === true,
  },
  {
    id: 'kudu',
    spokenAs: `
      kudu, scm, event log*, eventlog*, gebeurtenislog*, application log*, app log*, applicatielog*, stdout, log stream*,
      console, logs, logging, log files, logbestanden, logboeken, ssh`,
    isOn: (policy) => policy?.reading?.kudu === true,
  },
  {
    id: 'commands',
    spokenAs: 'commands, diagnostic command*, shell, commando*, opdrachten, diagnoseopdracht*',
    isOn: (policy) => policy?.reading?.commands === true,
  },
]

import type { ChangeType } from '../../incident/finding.ts'

/** The first that fits counts. Operations arrive in any case. */
const kinds: readonly (readonly [RegExp, ChangeType])[] = [
  [/\/(slotsswap|applyslotconfig|resetslotconfig)\/action$/, 'swap'],
  [/\/(restart|restartsites|reboot|recycle)\/action$|\/processes\/delete$/, 'restart'],
  [/\/start\/action$/, 'start'],
  [/\/stop\/action$/, 'stop'],
  [
    /\/(deployments|extensions|onedeploy|publish|sourcecontrols|containers)(\/|$)|\/(zipdeploy|sync)\/action$/,
    'deployment',
  ],
  [/autoscalesettings\/scale(up|down|in|out)/, 'scale'],
  [/\/serverfarms\/write$/, 'scale'],
  [
    /\/(sites|slots|config|appsettings|connectionstrings|hostnamebindings|autoscalesettings)\/(write|delete)$/,
    'configuration',
  ],
]

export const changeOf = (operation: string): ChangeType =>
  kinds.find(([pattern]) => pattern.test(operation.toLowerCase()))?.[1] ?? 'other'

/** Actions that only read, though they are POSTs and therefore in the log. */
const reads = /\/read$|\/(list\w*|publishxml|slotsdiffs|containerlogs|download|execute)\/action$/i

/** Alerts, policy and health stand in the same log; only what somebody did, or autoscale, is a change. */
export const isChange = (operation: string, category: string): boolean =>
  operation !== '' && !reads.test(operation) && /^(administrative|autoscale|)$/i.test(category)

import type { Language } from '../../i18n/languages/index.ts'

/** What `look` is called with; text for people where no form is asked for. */
export interface LookOptions {
  readonly at?: string
  readonly json?: true
  readonly markdown?: true
  readonly lang?: Language
}

/** What `look` ends with; scripts rely on them. */
export const exitCodes = { looked: 0, usage: 2, noApp: 3, azureRefused: 4 } as const
export type LookExitCode = (typeof exitCodes)[keyof typeof exitCodes]

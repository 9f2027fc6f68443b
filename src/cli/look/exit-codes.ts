/** What `look` ends with; scripts rely on them. */
export const exitCodes = { looked: 0, usage: 2, noApp: 3, azureRefused: 4 } as const
export type LookExitCode = (typeof exitCodes)[keyof typeof exitCodes]

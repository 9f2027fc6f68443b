/** What whoever runs Appmedic should know of the journal. */
export interface JournalLog {
  info(facts: Readonly<Record<string, unknown>>, message: string): void
  error(facts: Readonly<Record<string, unknown>>, message: string): void
}

export const silentLog: JournalLog = { info: () => undefined, error: () => undefined }

/** A platform can't start as it is set up; the message says what to set and never holds what was set. */
export class PlatformStartError extends Error {
  override readonly name: string = 'PlatformStartError'
}

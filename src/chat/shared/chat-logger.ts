/** The part of a pino logger that is used here. */
export interface ChatLogger {
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

import type { Instant, LogFinding } from '../incident/finding.ts'

export type LineLevel = 'fatal' | 'error' | 'warning' | 'info'

/** One line, without colours, its time, its level and its process, which stand beside it. */
export interface LogLine {
  readonly at?: Instant
  readonly level?: LineLevel
  /** Whose it is, where the line says so: stacks of two processes stand between each other. */
  readonly process?: string
  /** What is left; its indentation is kept, since stacks go by that. */
  readonly text: string
}

/** What was read at one place of the log, before what says the same is counted. */
export type LogEntry = Pick<
  LogFinding,
  'entry' | 'condition' | 'exception' | 'message' | 'frame' | 'path' | 'exitCode' | 'fatal' | 'line'
> & {
  readonly at?: Instant
  /** It only follows from another start failure: told where there is none. */
  readonly follows?: true
}

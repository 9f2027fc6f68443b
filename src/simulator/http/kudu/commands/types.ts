import type { KuduCall } from '../route.ts'

/** A command that only looks. Anything else the simulator's shell does not know. */
export interface Command {
  /** The whole line; its groups are what is handed over. */
  readonly pattern: RegExp
  run(call: KuduCall, parts: readonly (string | undefined)[]): Output
}

export interface Output {
  readonly output?: string
  readonly error?: string
  readonly exitCode?: number
}

/** A table with a fixed width a column, negative where it is set to the right. */
export function row(cells: readonly (readonly [text: string | number, width: number])[]): string {
  return cells
    .map(([text, width]) => (width < 0 ? String(text).padStart(-width) : String(text).padEnd(width)))
    .join(' ')
    .trimEnd()
}

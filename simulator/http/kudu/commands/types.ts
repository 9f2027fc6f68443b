import type { KuduCall } from '../kudu-route.ts'

/** A command that only looks. Anything else the simulator's shell does not know. */
export interface ShellCommand {
  /** The whole line; its groups are what is handed over. */
  readonly pattern: RegExp
  run(call: KuduCall, parts: readonly (string | undefined)[]): ShellOutput
}

export interface ShellOutput {
  readonly output?: string
  readonly error?: string
  readonly exitCode?: number
}

/** A table with a fixed width a column, negative where it is set to the right. */
export function tableRow(cells: readonly (readonly [text: string | number, width: number])[]): string {
  return cells
    .map(([text, width]) => (width < 0 ? String(text).padStart(-width) : String(text).padEnd(width)))
    .join(' ')
    .trimEnd()
}

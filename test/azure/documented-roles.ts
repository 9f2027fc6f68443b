import { readFileSync } from 'node:fs'

export interface DocumentedRole {
  readonly Name: string
  readonly Actions: readonly string[]
}

const read = (file: string): DocumentedRole =>
  JSON.parse(readFileSync(new URL(`../../manifest/azure/${file}`, import.meta.url), 'utf8'))

/** The roles as `manifest/azure` creates them. */
export const roles = {
  reading: read('role.json'),
  steps: read('role-steps.json'),
  configuration: read('role-configuration.json'),
  dumps: read('role-dumps.json'),
  kudu: read('role-kudu.json'),
  telemetry: read('role-telemetry.json'),
}

export const lower = (actions: readonly string[]): readonly string[] => actions.map((action) => action.toLowerCase())

export const actionsOf = (...assigned: readonly DocumentedRole[]): readonly string[] =>
  assigned.flatMap(({ Actions }) => Actions)

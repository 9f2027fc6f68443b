import type { ChatInput } from '../chat/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import { isPermitted, permissionDenial } from '../incident/approval/permissions.ts'
import { type Right, rights } from '../incident/approval/policy.ts'
import { readingDenial } from '../incident/approval/reading.ts'
import type { Incident } from '../incident/incident.ts'
import type { Denial } from '../incident/refusal.ts'
import type { RunbookDependencies } from './types.ts'

/** What whoever sent an input may where they stand, before any command of theirs is decided. */
export interface InputPermissions {
  /** Why they may not; of this app, or of any where none is named. */
  denialOf(input: ChatInput, right: Right, app?: AppRef): Denial | undefined
  readingDenialOf(input: ChatInput, incident: Incident): Denial | undefined
  /** True for whoever may nothing at all there. */
  isStranger(input: ChatInput): boolean
}

export const createInputPermissions = ({ policy }: Pick<RunbookDependencies, 'policy'>): InputPermissions => ({
  denialOf: ({ person, place }, right, app) => permissionDenial(policy(), person, right, { app, place }),
  readingDenialOf: (input, incident) => readingDenial(policy(), input, incident),
  isStranger: ({ person, place }) => !rights.some((right) => isPermitted(policy(), person, right, { place })),
})

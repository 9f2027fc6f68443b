import type { Incident } from '../incident/incident.ts'

/** Token of the button that proposes the nth of `offers`: `INC-7/0`. */
export const offerToken = (incident: Incident, index: number): string => `${incident.id}/${index}`

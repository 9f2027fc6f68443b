import { distanceBetween } from '../distance.ts'
import { names } from './settings.ts'

/** Prefixes under which nobody else's variables stand. */
const ours = ['SLACK_', 'MICROSOFT_APP_', 'SIMULATOR_']

/** Variables that are settings misspelt, as far as can be told. */
export const typos = (given: readonly string[]): readonly string[] =>
  strangers(given).flatMap((name) => {
    const nearest = nearestTo(name)
    return isNear(name, nearest.distance) ? [`${name} is not a setting: did you mean ${nearest.name}?`] : []
  })

/** Variables that look like settings but are like none: perhaps somebody else's, so no reason to stop. */
export const strays = (given: readonly string[]): readonly string[] =>
  strangers(given)
    .filter((name) => isOurs(name) && !isNear(name, nearestTo(name).distance))
    .map((name) => `${name} is set but is not a setting of Appmedic: the nearest is ${nearestTo(name).name}`)

const strangers = (given: readonly string[]): readonly string[] =>
  given.filter((name) => !(names as readonly string[]).includes(name))

const isOurs = (name: string): boolean => ours.some((prefix) => name.startsWith(prefix))

/** Short names are near to anything. */
const isNear = (name: string, distance: number): boolean => distance <= (isOurs(name) ? 3 : 2) && name.length >= 8

const nearestTo = (name: string) =>
  names
    .map((known) => ({ name: known, distance: distanceBetween(name.toUpperCase(), known) }))
    .reduce((best, other) => (other.distance < best.distance ? other : best))

import { remotePlatforms } from '../chat/index.ts'
import { editDistance } from '../text/edit-distance.ts'
import { settingNames } from './settings-schema.ts'

/** Prefixes under which nobody else's variables stand. */
const ownPrefixes = ['SIMULATOR_', ...remotePlatforms.map(({ settings }) => settings.prefix)]

/** Variables that are settings misspelt, as far as can be told. */
export const findMisspeltSettings = (given: readonly string[]): readonly string[] =>
  notSettings(given).flatMap((name) => {
    const nearest = nearestTo(name)
    return isNear(name, nearest.distance) ? [`${name} is not a setting: did you mean ${nearest.name}?`] : []
  })

/** Variables that look like settings but are like none: perhaps somebody else's, so no reason to stop. */
export const findUnknownSettings = (given: readonly string[]): readonly string[] =>
  notSettings(given)
    .filter((name) => hasOwnPrefix(name) && !isNear(name, nearestTo(name).distance))
    .map((name) => `${name} is set but is not a setting of Appmedic: the nearest is ${nearestTo(name).name}`)

const notSettings = (given: readonly string[]): readonly string[] =>
  given.filter((name) => !settingNames.includes(name))

const hasOwnPrefix = (name: string): boolean => ownPrefixes.some((prefix) => name.startsWith(prefix))

/** Short names are near to anything. */
const isNear = (name: string, distance: number): boolean => distance <= (hasOwnPrefix(name) ? 3 : 2) && name.length >= 8

const nearestTo = (name: string) =>
  settingNames
    .map((known) => ({ name: known, distance: editDistance(name.toUpperCase(), known) }))
    .reduce((best, other) => (other.distance < best.distance ? other : best))

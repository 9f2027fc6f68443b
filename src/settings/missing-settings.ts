/** What is set, whether or not it is right: so that a group half-filled shows beside a setting that is wrong. */
export type GivenSettings<Name extends string> = Readonly<Partial<Record<Name, string>>>

/** A line for each that is not set, naming what needs it. */
export const missingSettings = <Name extends string>(
  given: GivenSettings<Name>,
  names: readonly Name[],
  because: string,
): readonly string[] =>
  names.filter((name) => given[name] === undefined).map((name) => `${name} is missing: ${because} needs it`)

export const joinedWithAnd = (names: readonly string[]): string => names.join(' and ')

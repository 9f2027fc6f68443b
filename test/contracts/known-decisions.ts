/**
 * Decisions by an id that are still to go, as `file: shape of family`. The list only shrinks: what is mended leaves it,
 * and nothing is added.
 */
export const knownDecisions: readonly string[] = []

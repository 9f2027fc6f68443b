/** The physics move in whole ticks of this length, aligned to the epoch. */
export const tickInMs = 10_000
export const tickInSeconds = tickInMs / 1000

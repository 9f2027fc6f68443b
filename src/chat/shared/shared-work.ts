/** Does the work; whoever comes with the same id before it is done waits for it, and gets the same outcome. */
export type ShareWork<Outcome> = (id: string, work: () => Promise<Outcome>) => Promise<Outcome>

/**
 * Platforms send again what they have no answer to yet. To say then that it was taken would be a promise about something
 * that is still being written down (L6).
 */
export const createSharedWork = <Outcome>(): ShareWork<Outcome> => {
  const underWay = new Map<string, Promise<Outcome>>()
  return (id, work) => {
    const known = underWay.get(id)
    if (known !== undefined) return known
    const begun = work().finally(() => underWay.delete(id))
    underWay.set(id, begun)
    return begun
  }
}

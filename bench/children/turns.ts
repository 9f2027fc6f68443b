/** The longest turn of the event loop since it was asked for, in milliseconds of this process's CPU. */
export const watchTurns = (): (() => number) => {
  let before = process.cpuUsage()
  let longestInMs = 0
  const watch = (): void => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    longestInMs = Math.max(longestInMs, (user + system) / 1_000)
    setImmediate(watch)
  }
  setImmediate(watch)
  return () => longestInMs
}

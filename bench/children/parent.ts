/** What a process has used and done since its start. */
export interface Usage {
  readonly cpuInUs: number
  readonly rssInBytes: number
  /** Requests that came all the way through. */
  readonly handled: number
}

/** Tells the process that measures where this one listens, answers what it asks, and ends with it. */
export const answerParent = (url: string, handled: () => number = () => 0): void => {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    const usage: Usage = { cpuInUs: user + system, rssInBytes: process.memoryUsage.rss(), handled: handled() }
    process.send?.(usage)
  })
  process.once('disconnect', () => process.exit())
  process.send?.({ url })
}

export const setting = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}

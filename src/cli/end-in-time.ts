import type { Logger } from 'pino'

/** Kubernetes kills after 30 s, and App Service after 5 unless told otherwise: the bot is not there meanwhile. */
const longestStopInMs = 8_000

/**
 * Ends the process whatever hangs: what could not come to its end is found at the next start, as after a kill. The exit
 * code is 0 where everything came to its end, 1 where not.
 */
export const endInTime = async (end: () => Promise<void>, log: Pick<Logger, 'error'>): Promise<void> => {
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), longestStopInMs).unref())
  const failed = (err: unknown): 'failed' => {
    log.error({ err }, 'Appmedic could not stop in order')
    return 'failed'
  }
  const ended = await Promise.race([end().then(() => 'ended' as const, failed), late])
  if (ended === 'late')
    log.error({ afterInMs: longestStopInMs }, 'not all came to its end: the next start goes on with it')
  process.exit(ended === 'ended' ? 0 : 1)
}

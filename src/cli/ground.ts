import type { TokenCredential } from '@azure/identity'
import type { Clock } from '../clock.ts'
import { runningClock } from '../clocks.ts'
import type { Config } from '../config.ts'
import { credentialFor } from './credential.ts'
import { openPracticeGround, practiceCredential } from './practice.ts'

/** The Azure to work on, real or simulated, and its time. */
export interface Ground {
  readonly clock: Clock
  readonly azure: { readonly credential: TokenCredential; readonly simulatorUrl?: string }
  readonly practice?: { readonly speed: number }
  stop(): Promise<void>
}

export const openGround = async ({ azure }: Config): Promise<Ground> => {
  if (azure.kind === 'real') {
    return {
      clock: runningClock(),
      azure: { credential: await credentialFor(azure.signIn) },
      stop: async () => undefined,
    }
  }
  const { url, clock, speed, stop } = await openPracticeGround(azure)
  return { clock, azure: { credential: practiceCredential, simulatorUrl: url }, practice: { speed }, stop }
}

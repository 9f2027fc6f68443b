import { randomBytes, randomUUID } from 'node:crypto'
import { createFakeChat } from '../../dist/src/cli/drill/fake-chat.js'
import { practiceCredential } from '../../dist/src/cli/practice-environment.js'
import { runningClock } from '../../dist/src/clock/running-clock.js'
import { composeAppmedic } from '../../dist/src/compose.js'

/** The built bot before a simulator that runs elsewhere, on its clock, with a fake chat in place of a platform. */
export const composeBuilt = async ({ dataDir, url, policy, faultPoint }) => {
  const { now, speed } = await (await fetch(`${url}/simulator/clock`)).json()
  const clock = runningClock(speed, { simulated: now, real: Date.now() })
  let stage
  const appmedic = await composeAppmedic({
    dataDir,
    clock,
    azure: { credential: practiceCredential, simulatorUrl: url },
    policy: () => policy,
    language: 'en',
    timeZone: 'UTC',
    practice: { speed },
    platforms: ({ expand }) => {
      stage = createFakeChat(expand)
      return [stage]
    },
    ids: { action: () => randomBytes(12).toString('hex'), correlation: randomUUID },
    log: { info: () => undefined, error: (facts) => console.error(facts) },
    ...(faultPoint === undefined ? {} : { faultPoint }),
  })
  return { appmedic, clock, stage }
}

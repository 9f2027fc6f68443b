import { restartStep } from './restart-app.ts'

/** Recycles the app's processes on every instance; new ones take over from the old. */
export const softRestart = restartStep({ id: 'soft-restart', harm: 30, soft: true })

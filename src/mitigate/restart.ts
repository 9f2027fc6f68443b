import { restartStep } from './restart-app.ts'

/** Restarts every instance of the app at once, and Kudu with them. */
export const restart = restartStep({ id: 'restart', harm: 40, soft: false })

import { autoHeal } from './auto-heal.ts'
import { automaticScaling } from './automatic-scaling.ts'
import { autoscaleSet } from './autoscale-set.ts'
import { healthCheck } from './health-check.ts'
import { memoryDump } from './memory-dump.ts'
import { metricAlert } from './metric-alert.ts'
import { miniDump } from './mini-dump.ts'
import { rebootWorker } from './reboot-worker.ts'
import { restart } from './restart.ts'
import { restartInstance } from './restart-instance.ts'
import { scaleDown } from './scale-down.ts'
import { scaleIn } from './scale-in.ts'
import { scaleOut } from './scale-out.ts'
import { scaleUp } from './scale-up.ts'
import { softRestart } from './soft-restart.ts'
import { start } from './start.ts'
import { stop } from './stop.ts'
import { swapBack } from './swap-back.ts'
import type { Step } from './types.ts'

/** Every step, from least to most harm. */
export const steps: readonly Step[] = [
  metricAlert,
  miniDump,
  memoryDump,
  restartInstance,
  start,
  scaleOut,
  autoHeal,
  autoscaleSet,
  automaticScaling,
  swapBack,
  softRestart,
  healthCheck,
  restart,
  rebootWorker,
  scaleIn,
  scaleUp,
  scaleDown,
  stop,
]

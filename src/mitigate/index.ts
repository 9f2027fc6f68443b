import { autoHealStep } from './auto-heal.ts'
import { automaticScalingStep } from './automatic-scaling.ts'
import { autoscaleSetStep } from './autoscale-set.ts'
import { healthCheckStep } from './health-check.ts'
import { memoryDumpStep } from './memory-dump.ts'
import { metricAlertStep } from './metric-alert.ts'
import { miniDumpStep } from './mini-dump.ts'
import { rebootWorkerStep } from './reboot-worker.ts'
import { restartAppStep } from './restart.ts'
import { restartInstanceStep } from './restart-instance.ts'
import { scaleDownStep } from './scale-down.ts'
import { scaleInStep } from './scale-in.ts'
import { scaleOutStep } from './scale-out.ts'
import { scaleUpStep } from './scale-up.ts'
import { softRestartStep } from './soft-restart.ts'
import { startAppStep } from './start.ts'
import { stopAppStep } from './stop.ts'
import { swapBackStep } from './swap-back.ts'
import type { MitigationStep } from './types.ts'

/** Every step, from least to most harm. */
export const steps: readonly MitigationStep[] = [
  metricAlertStep,
  miniDumpStep,
  memoryDumpStep,
  restartInstanceStep,
  startAppStep,
  scaleOutStep,
  autoHealStep,
  autoscaleSetStep,
  automaticScalingStep,
  swapBackStep,
  softRestartStep,
  healthCheckStep,
  restartAppStep,
  rebootWorkerStep,
  scaleInStep,
  scaleUpStep,
  scaleDownStep,
  stopAppStep,
]

/** Calls back once after so long in real time; returns how to call it off. */
export type StartTimer = (inMs: number, run: () => void) => () => void

export const startTimer: StartTimer = (inMs, run) => {
  const timer = setTimeout(run, inMs)
  return () => clearTimeout(timer)
}

import type { LogEntry } from './types.ts'

type Told = Omit<LogEntry, 'line' | 'at' | 'message'>

/** Azure gives a start 230 s where the app asks for no more; a probe that failed sooner did so because the container ended. */
const startLimitInSeconds = 200

/** What App Service on Linux writes of a container's life: both what it wrote until 2024 and what it writes since. */
const rules: readonly (readonly [RegExp, (found: RegExpExecArray) => Told | undefined])[] = [
  [
    /State: (\w{1,30}), .{0,400}LastError: (\w{1,60})/,
    ([, state = '']) => (isDown.test(state) ? failedStart : undefined),
  ],
  [/did not start within expected time limit/, () => ({ ...failedStart, condition: 'start-timeout' })],
  [/didn't respond to HTTP pings on port: \d/, () => ({ ...failedStart, condition: 'start-timeout' })],
  [
    /Site startup probe failed after ([\d.]{1,20}) sec/,
    ([, seconds = '0']) =>
      Number(seconds) < startLimitInSeconds
        ? { ...failedStart, follows: true }
        : { ...failedStart, condition: 'start-timeout' },
  ],
  [/exited with (?:exit )?code:? (\d{1,10}) during startup/i, ([, code]) => ({ ...failedStart, ...exitCodeOf(code) })],
  [
    /(?:finished running with exit code|exited with (?:exit )?code|exit code)[:=]? ?'?(-?\d{1,10})\b/i,
    ([, code]) => (Number(code) === 0 ? undefined : { entry: 'exit', ...exitCodeOf(code) }),
  ],
  [/has exited, failing site start/, () => failedStart],
  [
    /Container start failed|OCI runtime create failed|Container failed to start|failed to start container/i,
    () => failedStart,
  ],
  [/is unhealthy, stopping site/i, () => ({ entry: 'exit' })],
  [
    /(?:because it failed during startup|Failed to start site|terminated during site startup)/,
    () => ({ ...failedStart, follows: true }),
  ],
  // What a shell says of a process that was killed.
  [/^\S{0,200}: line \d{1,4}: {1,8}\d{1,9} Killed\b|^Killed$/, () => ({ entry: 'exit', exitCode: 137 })],
  [/heap out of memory/, () => ({ entry: 'exit', fatal: true })],
  [/terminated by signal SIGKILL|exited on signal 9/i, () => ({ entry: 'exit', exitCode: 137 })],
]

const failedStart = { entry: 'start-failure' } as const
const isDown = /^(?:Stopp|Blocked)/

const exitCodeOf = (code: string | undefined): { readonly exitCode?: number } =>
  code === undefined ? {} : { exitCode: Number(code) }

export const platformLineOf = (text: string): Told | undefined => {
  for (const [fitting, told] of rules) {
    const found = fitting.exec(text)
    if (found !== null) return told(found)
  }
  return undefined
}

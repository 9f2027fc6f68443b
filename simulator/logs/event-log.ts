import { plantedSecrets } from '../estate/planted-secrets.ts'
import { seededFraction } from '../physics/seeded-random.ts'
import type { AppState, ProcessExit } from '../physics/simulated-app.ts'
import type { SimulatedPeriod } from '../physics/simulated-time.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'
import { appFailureOf } from './app-failure.ts'
import { logMinutesOf } from './log-minutes.ts'

interface Event {
  readonly at: number
  readonly machine: string
  readonly provider: string
  readonly id: number
  /** Windows' own: 1 critical, 2 error, 3 warning, 4 information. */
  readonly level: 1 | 2 | 3 | 4
  readonly data: string
}

/** `LogFiles/eventlog.xml`, as App Service on Windows keeps it: of all instances, oldest first. */
export function eventLogOf(world: SimulatedWorld, app: AppState, period: SimulatedPeriod): string {
  const events = [
    ...app.processExits
      .filter(({ at }) => at >= period.from && at < period.to)
      .flatMap((one) => eventsOf(world, app, one)),
    ...app.plan.workers.flatMap(({ machine }) => failuresOf(world, app, machine, period)),
  ].toSorted((one, other) => one.at - other.at)
  const [first] = events
  const record =
    first === undefined ? 0 : 340_000_000 + Math.floor(1e6 * seededFraction(world.seed, 'event log', first.at))
  return `<Events>${events.map((event, index) => xmlOf(event, record + index)).join('')}</Events>`
}

function eventsOf(world: SimulatedWorld, app: AppState, exit: ProcessExit): Event[] {
  const { at, machine, pid, why } = exit
  const started = { at: at + 2000, machine, provider: 'IIS AspNetCore Module V2', id: 1032, level: 4 } as const
  const again = {
    ...started,
    data: `Application 'C:\\home\\site\\wwwroot\\' started successfully. (${secretStart(app)})`,
  }
  if (why === 'idle') return [unloaded(exit)]
  if (why === 'auto-heal') return [recycled(exit), again]
  if (why !== 'crash') return [again]
  const { exception, message, path, frames } = appFailureOf(world, app, at)
  const stack = frames.map((frame) => `   at ${frame}`).join('\n')
  return [
    {
      at: at - 400,
      machine,
      provider: '.NET Runtime',
      id: 1026,
      level: 2,
      data: `Application: w3wp.exe\nCoreCLR Version: 8.0.1124.51707\nDescription: The process was terminated due to an unhandled exception.\nException Info: ${exception}: ${message}\n${stack}\nRequestPath: ${path}`,
    },
    {
      at,
      machine,
      provider: 'IIS AspNetCore Module V2',
      id: 1018,
      level: 2,
      data: `Application '/LM/W3SVC/1/ROOT' with physical root 'C:\\home\\site\\wwwroot\\' has exited from Program.Main with exit code = '-532462766'. Process Id: ${pid}. Faulting module name: KERNELBASE.dll, exception code: 0xe0434352.`,
    },
    again,
  ]
}

function unloaded({ at, machine, pid }: ProcessExit): Event {
  const data = `A worker process with process id of '${pid}' was shutdown due to inactivity. Application Pool timeout configuration was set to 20 minutes. A new worker process will be started when needed.`
  return { at, machine, provider: 'Microsoft-Windows-WAS', id: 5186, level: 4, data }
}

function recycled({ at, machine, pid }: ProcessExit): Event {
  const data = `Worker Process '${pid}' requested recycle due to the auto-heal rules of the site.`
  return { at, machine, provider: 'W3SVC-WP', id: 2299, level: 3, data }
}

/** At most one a minute and machine, as the module itself holds back. */
function failuresOf(world: SimulatedWorld, app: AppState, machine: string, period: SimulatedPeriod): Event[] {
  const bad = logMinutesOf(world, app, machine, period).filter(({ failed }) => failed > 0)
  return bad.map(({ at }) => {
    const { exception, message, path, frames } = appFailureOf(world, app, at)
    const stack = frames.map((frame) => `   at ${frame}`).join('\n')
    const data = `Category: Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware\nEventId: 1\nRequestPath: ${path}\n\nAn unhandled exception has occurred while executing the request.\n\nException:\n${exception}: ${message}\n${stack}`
    return { at: at + 9000, machine, provider: '.NET Runtime', id: 1000, level: 2, data }
  })
}

function secretStart(app: AppState): string {
  return `dotnet ${app.spec.name}.dll --db "User ID=shop;Password=${plantedSecrets.sqlPassword}"`
}

function xmlOf({ at, machine, provider, id, level, data }: Event, record: number): string {
  const time = `${new Date(at).toISOString().slice(0, 19)}Z`
  return `<Event><System><Provider Name="${provider}"/><EventID>${id}</EventID><Level>${level}</Level><Task>0</Task><Keywords>Keywords</Keywords><TimeCreated SystemTime="${time}"/><EventRecordID>${record}</EventRecordID><Channel>Application</Channel><Computer>${machine}</Computer><Security/></System><EventData><Data>${escaped(data)}</Data></EventData></Event>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

import type { AppFailure } from '../faults/types.ts'
import { activeFaultsOn } from '../physics/active-faults.ts'
import type { AppState } from '../physics/simulated-app.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'

/** What requests of this app fail by at this time: the fault's own exception, or what the app's state would raise. */
export function appFailureOf(world: SimulatedWorld, app: AppState, at: number): AppFailure {
  const active = activeFaultsOn(world, app, at).findLast(({ fault }) => fault.failure !== undefined)
  if (active?.fault.failure !== undefined) return active.fault.failure
  return app.plan.workers.some(({ memory }) => memory > 0.93) ? outOfMemory(app) : tookTooLong(app)
}

function outOfMemory({ spec }: AppState): AppFailure {
  switch (runtimeLanguageOf(spec.runtime)) {
    case 'node':
      return failure('RangeError', 'Array buffer allocation failed', 'Buffer.alloc (node:buffer:381:10)')
    case 'python':
      return failure('MemoryError', '', 'File "/app/portal/views.py", line 88, in report')
    case 'php':
      return failure('Fatal error', 'Allowed memory size exhausted', 'wp-includes/class-wpdb.php:2056')
    case 'java':
      return failure(
        'java.lang.OutOfMemoryError',
        'Java heap space',
        'com.contoso.ReportBuilder.build(ReportBuilder.java:88)',
      )
    case 'dotnet':
      return failure(
        'System.OutOfMemoryException',
        "Exception of type 'System.OutOfMemoryException' was thrown.",
        'System.GC.AllocateNewArray(IntPtr typeHandle, Int32 length, GC_ALLOC_FLAGS flags)',
      )
  }
}

function tookTooLong({ spec }: AppState): AppFailure {
  switch (runtimeLanguageOf(spec.runtime)) {
    case 'node':
      return failure(
        'TimeoutError',
        'The operation was aborted due to timeout',
        'new DOMException (node:internal:53:5)',
      )
    case 'python':
      return failure('TimeoutError', 'timed out', 'File "/app/portal/db.py", line 31, in query')
    case 'php':
      return failure('Fatal error', 'Maximum execution time of 30 seconds exceeded', 'wp-includes/http.php:412')
    case 'java':
      return failure(
        'java.net.SocketTimeoutException',
        'Read timed out',
        'com.contoso.StockClient.read(StockClient.java:31)',
      )
    case 'dotnet':
      return failure(
        'System.Threading.Tasks.TaskCanceledException',
        'The operation was canceled.',
        'System.Net.Http.HttpClient.HandleFailure(Exception e, Boolean telemetryStarted)',
      )
  }
}

function failure(exception: string, message: string, frame: string): AppFailure {
  return { exception, message, path: '/orders', frames: [frame] }
}

export type RuntimeLanguage = 'dotnet' | 'java' | 'node' | 'python' | 'php'

export function runtimeLanguageOf(runtime: string): RuntimeLanguage {
  const [name = ''] = runtime.toLowerCase().split('|')
  if (name === 'java' || name === 'tomcat') return 'java'
  return name === 'node' || name === 'python' || name === 'php' ? name : 'dotnet'
}

import type { AppFailure } from '../faults/types.ts'
import { type RuntimeLanguage, runtimeLanguageOf } from './app-failure.ts'

/** What a request failed by, or what ended the process, as the app's own runtime writes it to its console. */
export function failureLinesOf(runtime: string, failure: AppFailure, ended: boolean): readonly string[] {
  const language = runtimeLanguageOf(runtime)
  const own = inLanguage(language, failure)
  switch (language) {
    case 'node':
      return nodeLines(own, ended)
    case 'python':
      return pythonLines(own, ended)
    case 'php':
      return phpLines(own)
    case 'java':
      return javaLines(own, ended)
    case 'dotnet':
      return dotnetLines(own, ended)
  }
}

function dotnetLines({ exception, message, path, frames }: AppFailure, ended: boolean): readonly string[] {
  const thrown = `${exception}: ${message}`
  const stack = frames.map((frame) => `   at ${frame}`)
  if (ended) return [`Unhandled exception. ${thrown}`, ...stack]
  return [
    'fail: Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware[1]',
    `      An unhandled exception has occurred while executing the request ${path}.`,
    `      ${thrown}`,
    ...stack.map((line) => `      ${line}`),
  ]
}

function nodeLines({ exception, message, frames }: AppFailure, ended: boolean): readonly string[] {
  const stack = [
    `${exception}: ${message}`,
    ...frames.map((frame) => `    at ${frame}`),
    '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
  ]
  const place = /\(?([^()\s]+):\d+\)?$/.exec(frames[0] ?? '')?.[1] ?? '/home/site/wwwroot/server.js:1'
  return ended ? [place, '    throw error', '    ^', '', ...stack, '', 'Node.js v22.11.0'] : stack
}

function pythonLines({ exception, message, path, frames }: AppFailure, ended: boolean): readonly string[] {
  return [
    ended ? '[7] [ERROR] Exception in worker process' : `[7] [ERROR] Error handling request ${path}`,
    'Traceback (most recent call last):',
    '  File "/opt/python/3.12/lib/python3.12/site-packages/gunicorn/workers/sync.py", line 134, in handle',
    ...frames.toReversed().map((frame) => `  ${frame}`),
    message === '' ? exception : `${exception}: ${message}`,
  ]
}

function phpLines({ exception, message, frames }: AppFailure): readonly string[] {
  const [place = 'index.php:1', ...callers] = frames
  return [
    `PHP Fatal error:  ${exception === 'Fatal error' ? '' : `Uncaught ${exception}: `}${message} in /home/site/wwwroot/${place}`,
    'Stack trace:',
    ...callers.map((frame, index) => `#${index} /home/site/wwwroot/${frame.replace(/:(\d+)$/, '($1)')}: {closure}()`),
    `#${callers.length} {main}`,
  ]
}

function javaLines({ exception, message, frames }: AppFailure, ended: boolean): readonly string[] {
  return [
    `${ended ? 'Exception in thread "main" ' : ''}${exception}: ${message}`,
    ...frames.map((frame) => `\tat ${frame}`),
    '\tat java.base/java.lang.Thread.run(Thread.java:1583)',
  ]
}

/** A fault is written down once, as .NET would have it; another runtime has its own names for the same. */
function inLanguage(language: RuntimeLanguage, failure: AppFailure): AppFailure {
  if (language === 'dotnet' || !failure.exception.startsWith('System.')) return failure
  const exception = failure.exception.split('.').at(-1) ?? failure.exception
  const frames = failure.frames.filter((frame) => !frame.startsWith('System.')).map((frame) => frameIn(language, frame))
  return {
    ...failure,
    exception: language === 'java' ? `java.lang.${exception}` : exception.replace(/Exception$/, 'Error'),
    frames,
  }
}

/** `Contoso.Reports.OrderTree.Total(OrderNode node)` is `total` in `order-tree`, at a line that is always the same. */
function frameIn(language: RuntimeLanguage, frame: string): string {
  const names = frame.replace(/\(.*$/, '').split('.')
  const [method = 'run', owner = 'app'] = names.toReversed()
  const called = `${method.slice(0, 1).toLowerCase()}${method.slice(1)}`
  const file = owner.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
  const line = 10 + ((frame.length * 7) % 180)
  switch (language) {
    case 'node':
      return `${called} (/home/site/wwwroot/${file}.js:${line}:11)`
    case 'python':
      return `File "/app/portal/${file.replaceAll('-', '_')}.py", line ${line}, in ${called}`
    case 'php':
      return `${file}.php:${line}`
    case 'java':
      return `com.contoso.${owner}.${called}(${owner}.java:${line})`
    case 'dotnet':
      return frame
  }
}

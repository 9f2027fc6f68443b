/** The first line of a stack: what was thrown. */
export interface ExceptionHead {
  readonly exception: string
  readonly message: string
  /** It ended the process, by its own words. */
  readonly fatal?: true
  readonly path?: string
  /** PHP names the place in the same line. */
  readonly at?: { readonly file: string; readonly line: string }
}

const unhandled =
  /^(?:Unhandled exception[.:]? ?|Uncaught (?:Exception:? )?|Exception in thread "main" |Exception Info: )/i
/** Another thread than the first takes nobody with it. */
const elsewhere = /^(?:Exception in thread "[^"]{0,200}" |\(node:\d{1,9}\) UnhandledPromiseRejectionWarning: )/
/** `System.InvalidOperationException`, `java.lang.OutOfMemoryError`, `TypeError`, `django.db.utils.OperationalError`. */
const thrown =
  /^((?:[A-Za-z_$][\w$]{0,100}[.\\]){0,12}[A-Z_$][\w$]{0,100})(?: \((0x[0-9A-Fa-f]{1,16}|-?\d{1,12})\))?(?: \[(\w{1,60})\])?(?:: ?(.{0,2000}))?$/
const thrownName =
  /(?:Error|Exception|Fault|Failure|Interrupt|Exit|Timeout|DoesNotExist|Rejection|NotFound|Throwable|HaltServer|Panic)(?:`\d)?$/
const php =
  /^(?:PHP )?(Fatal error|Parse error|Recoverable fatal error): {1,4}(?:Uncaught ((?:\w{1,100}\\){0,8}\w{1,100})(?:: )?)?(.{0,2000}?)(?: in (\S{1,400}?)(?: on line |:)(\d{1,9}))?$/

/** `undefined` where a line is no such head. */
export const exceptionHeadOf = (text: string): ExceptionHead | undefined => phpHeadOf(text) ?? headOf(text.trimStart())

function headOf(text: string): ExceptionHead | undefined {
  const lead = unhandled.exec(text)?.[0] ?? ''
  const found = thrown.exec(innermostOf(text.slice(lead.length).replace(elsewhere, '')))
  if (found === null) return undefined
  const [, exception = '', number, code, message = ''] = found
  if (!thrownName.test(exception)) return undefined
  // A word such as "Error" alone says nothing, and may be anything.
  if (message === '' && !/[.\\]|[a-z](?:Error|Exception)$/.test(exception)) return undefined
  const said = [code, number].reduce<string>((words, one) => (one === undefined ? words : `${one} ${words}`), message)
  return { exception, message: said.trim(), ...(lead === '' ? {} : { fatal: true }) }
}

/** .NET Framework writes the inner ones into one line. */
const innermostOf = (text: string): string => text.split(' ---> ').at(-1) ?? text

function phpHeadOf(text: string): ExceptionHead | undefined {
  const found = php.exec(text)
  if (found === null) return undefined
  const [, kind = '', exception, message = '', file, line] = found
  const head = { exception: exception ?? kind, message: message.trim() }
  // A request's script ends with it; the worker goes on.
  return file === undefined || line === undefined ? head : { ...head, at: { file, line } }
}

export interface StackFrame {
  /** The app's own, in words: `Contoso.Orders.OrderTree.Total`, `server.js:41 loadCart`; absent where it is a library's. */
  readonly own?: string
  /** Python writes the innermost last. */
  readonly innermost: 'first' | 'last'
}

/** A line of a stack, of any of the languages, or `undefined`. */
export const frameOf = (text: string): StackFrame | undefined => {
  if (/^\s*at /.test(text)) return framed(atFrame(text.trim().slice(3)), 'first')
  const python = /^\s*File "([^"]{1,400})", line (\d{1,9})(?:, in (.{1,120}))?$/.exec(text)
  if (python !== null) return framed(pythonFrame(python), 'last')
  const php = /^\s*(?:PHP {1,5})?(?:#\d{1,4}|\d{1,4}\.) {1,4}(?:\{main\}|(\S{1,400}?)\((\d{1,9})\): (.{0,200}))/.exec(
    text,
  )
  if (php !== null) return framed(fileFrame(php[1] ?? '', php[2] ?? ''), 'first')
  return undefined
}

const framed = (own: string | undefined, innermost: StackFrame['innermost']): StackFrame =>
  own === undefined ? { innermost } : { own, innermost }

const libraryFiles =
  /node_modules|site-packages|dist-packages|[/\\]vendor[/\\]|wp-includes|^node:|^internal\/|^<|\/lib\/python\d|\/opt\/python|\/usr\/(?:local\/)?(?:lib|share)\/|native$/

/** `file:line` with the last part of the path, which is what people know it by. */
export const fileFrame = (path: string, line: string, called?: string): string | undefined => {
  const file =
    path
      .replace(/^file:\/\//, '')
      .split(/[/\\]/)
      .at(-1) ?? ''
  if (file === '' || libraryFiles.test(path)) return undefined
  return `${file}:${line}${called === undefined || called === '' ? '' : ` ${called}`}`
}

const pythonFrame = ([, path = '', line = '', called = '']: RegExpExecArray): string | undefined =>
  fileFrame(path, line, called === '<module>' ? '' : called)

/** Node, .NET and Java all begin with `at`. */
const atFrame = (text: string): string | undefined => {
  const script =
    /^(?:async )?(?:(.{1,200}) \()?((?:file:\/\/|node:|[A-Za-z]:\\|\/|internal\/|\.{0,2}\/)?[^()]{1,400}):(\d{1,9}):\d{1,9}\)?$/.exec(
      text,
    )
  if (script !== null) return fileFrame(script[2] ?? '', script[3] ?? '', nameIn(script[1] ?? ''))
  const called = /^([^\s(]{1,400})\(/.exec(text)?.[1]
  if (called === undefined || !called.includes('.')) return undefined
  const name = plainName(called)
  return libraryNames.test(name) ? undefined : name
}

const nameIn = (called: string): string => called.replace(/^(?:new|Object\.|async) ?/, '').replace('<anonymous>', '')

/** Without a module (`java.base/`), and without what compilers add to an asynchronous method or a lambda. */
const plainName = (called: string): string =>
  called
    .replace(/^[\w.@$-]{1,80}\/{1,2}/, '')
    .replace(/<>c(?:__DisplayClass\w{1,20})?\./g, '')
    .replace(/<(\w{1,120})>[bdg]__[\w|$]{1,60}(?:\.MoveNext)?/g, '$1')
    .replace(/\.MoveNext$/, '')
    .replace(/\.lambda\$(\w{1,80})\$\d{1,6}$/, '.$1')

/** What everybody's stack runs through: runtimes, frameworks and the libraries that are met most. */
const libraryNames = new RegExp(
  `^(?:${[
    'System|Microsoft|Azure|Newtonsoft|Npgsql|MySql|MySqlConnector|Oracle|StackExchange|Serilog|NLog|Dapper|AutoMapper',
    'MediatR|Polly|Castle|Swashbuckle|Grpc|Google|Amazon|MongoDB|Hangfire|Quartz|FluentValidation|Autofac|MassTransit',
    'Interop|InvokeStub_\\w{1,200}|lambda_method\\w{0,20}|DynamicClass|RestSharp|Refit|Owin|WebGrease|EntityFramework',
    'java|javax|jakarta|sun|jdk|com\\.sun|org\\.(?:springframework|apache|hibernate|postgresql|eclipse|slf4j|jboss|thymeleaf)',
    'com\\.(?:zaxxer|mysql|microsoft|azure|fasterxml|google|ibm|netflix|squareup|mongodb)|io\\.(?:netty|undertow|micrometer|quarkus|vertx)',
    'reactor|kotlin|kotlinx|scala|ch\\.qos|okhttp3|feign|net\\.bytebuddy|oracle|redis\\.clients|lettuce',
  ].join('|')})[.$/]`,
)

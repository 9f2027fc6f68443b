/**
 * What logs hold in peace and everybody sees: it gives nothing. Requests as servers list them, the keys of data
 * protection, what a browser broke off, warnings of packagers, and the pings of Azure itself.
 */
const everyday = [
  'DataProtection|XML encryptor|https port for redirect|robots933456',
  'DeprecationWarning|ExperimentalWarning|npm (?:warn|notice)|trace-deprecation',
  'BadHttpRequestException|ClientAbortException|ConnectionResetException|client has disconnected|ClientDisconnected',
  'potentially dangerous Request|does not implement IController|favicon\\.ico|does not exist\\.$',
  'Invalid HTTP_HOST header|DisallowedHost|Invalid request from ip|Not Found: /',
  'AH\\d{5}: |could not reliably determine|Handling signal: (?:term|hup|winch)|Logging is not enabled for this container',
].join('|')
const noise = new RegExp(everyday, 'i')
/** `::1 - - [28/Nov/2026…] "GET / HTTP/1.1" 500 12`, and what ASP.NET, morgan and uvicorn write of each request. */
const requestLine =
  /"(?:GET|POST|HEAD|PUT|PATCH|DELETE|OPTIONS) \S{0,2000}(?: HTTP\/[\d.]{1,3})?" \d{3}|^Request (?:starting|finished) HTTP|^(?:GET|POST|HEAD|PUT|PATCH|DELETE|OPTIONS) \/\S{0,2000} \d{3} /

export const isNoise = (text: string): boolean => noise.test(text) || requestLine.test(text)

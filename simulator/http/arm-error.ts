/** A refusal in one of Azure's two shapes. */
export class ArmError extends Error {
  override readonly name = 'ArmError'
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`Answered ${status}`)
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** As the resource manager itself says it. */
export function armError(status: number, code: string, message: string, headers?: Record<string, string>): ArmError {
  return new ArmError(status, { error: { code, message } }, headers)
}

/** As Azure Monitor says it: the same without a wrapper. */
export function monitorError(status: number, code: string, message: string): ArmError {
  return new ArmError(status, { code, message })
}

/** As hosts behind the resource manager say it now and then: words alone. */
export function bareTextError(status: number, message: string): ArmError {
  return new ArmError(status, message)
}

/** As App Service says it: in PascalCase, the real code inside. */
export function appServiceError(status: number, code: string, message: string, extendedCode: string): ArmError {
  const entity = { ExtendedCode: extendedCode, MessageTemplate: message, Parameters: [], Code: code, Message: message }
  return new ArmError(status, {
    Code: code,
    Message: message,
    Target: null,
    Details: [{ Message: message }, { Code: code }, { ErrorEntity: entity }],
    Innererror: null,
  })
}

import type { NextFunction, Request, Response } from 'express'
import { management } from './route.ts'

/**
 * Lets every link lead to the address that the request came to, in place of Azure's own: the SDKs here are redirected
 * and would not be followed to Azure, a client from outside would be.
 */
export function linksToHere(request: Request, response: Response, next: NextFunction): void {
  const here = `${request.protocol}://${request.get('host')}`
  const json = response.json.bind(response)
  const set = response.setHeader.bind(response)
  response.json = (body) => json(JSON.parse(JSON.stringify(body).replaceAll(management, here)))
  response.setHeader = (name, value) =>
    set(name, typeof value === 'string' ? value.replaceAll(management, here) : value)
  next()
}

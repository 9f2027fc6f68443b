import { type Request, type Response, Router } from 'express'
import { subscriptionId, tenantId } from '../estate/estate-spec.ts'
import { clientObjectId } from './check-permission.ts'

/** App Service's token endpoint: point `IDENTITY_ENDPOINT` here. The tokens are worth nothing elsewhere. */
export function managedIdentityRouter(): Router {
  const router = Router()
  router.get('/token', (request: Request, response: Response) => {
    if (request.get('x-identity-header') === undefined && request.get('secret') === undefined) {
      response.status(401).json({ statusCode: 401, message: 'The identity header is missing.' })
      return
    }
    const resource = String(request.query.resource ?? 'https://management.azure.com/')
    const expiresOn = Math.floor(Date.now() / 1000) + 86_400
    // A user-assigned identity is asked for by its client id; here its object id is the same.
    const id = String(request.query.client_id ?? clientObjectId)
    const claims = {
      tid: tenantId,
      oid: id,
      appid: id,
      aud: resource,
      exp: expiresOn,
      xms_mirid: `/subscriptions/${subscriptionId}`,
    }
    response.json({
      access_token: `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.${encode({ signed: false })}`,
      expires_on: String(expiresOn),
      resource,
      token_type: 'Bearer',
      client_id: id,
    })
  })
  return router
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

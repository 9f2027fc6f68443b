import { z } from 'zod'
import { declareSetting } from '../settings/declare-setting.ts'
import { guidSchema, isLoopback } from '../settings/setting-schemas.ts'

/** An origin and nothing behind it: over HTTPS, or on this machine. */
const isPublicUrl = (value: string): boolean => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || url.origin !== value.replace(/\/$/, '')) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

export const signInSettings = {
  PUBLIC_URL: declareSetting(
    z
      .string()
      .refine(isPublicUrl, 'must be an address like https://appmedic.contoso.com, without a path')
      .transform((value) => new URL(value).origin)
      .optional(),
    {
      about:
        "Where people's browsers reach Appmedic, over HTTPS; /approve, /files and /sign-in/callback must come through.",
      example: 'https://appmedic.contoso.com',
    },
  ),
  SIGN_IN_TENANT_ID: declareSetting(guidSchema.optional(), {
    about: 'Entra tenant in which people sign in.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  SIGN_IN_CLIENT_ID: declareSetting(guidSchema.optional(), {
    about: 'Application (client) id of its app registration, with the redirect URI PUBLIC_URL/sign-in/callback.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  SIGN_IN_CLIENT_SECRET: declareSetting(z.string().min(1).optional(), {
    about: 'Client secret of that app registration.',
    example: '',
    secret: true,
  }),
}

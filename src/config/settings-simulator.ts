import { z } from 'zod'
import { declareSetting } from '../settings/declare-setting.ts'
import { commaSeparatedSchema, isLoopback, wholeNumberSchema } from '../settings/setting-schemas.ts'
import { type AppFault, parseFaultWithAge } from './app-fault.ts'

/** In practice anybody may act as anybody, so what is practised on must not be able to be Azure. */
const isLocalUrl = (value: string): boolean => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  return url?.protocol === 'http:' && isLoopback(url.hostname)
}

const toFault = (pair: string): readonly AppFault[] => {
  const [, app, written = ''] = /^([\w-]+)=(.+)$/.exec(pair) ?? []
  const fault = parseFaultWithAge(written)
  return app === undefined || fault === undefined ? [] : [{ app, ...fault }]
}

export const simulatorSettings = {
  SIMULATOR_URL: declareSetting(
    z.string().refine(isLocalUrl, 'must be an address on this machine like http://127.0.0.1:4000').optional(),
    {
      about: 'A simulator that runs by itself (npm run simulator), on this machine; without it one is started along.',
      example: 'http://127.0.0.1:4000',
    },
  ),
  SIMULATOR_SPEED: declareSetting(wholeNumberSchema(1, 1000, '10').default(10), {
    about:
      'How many times faster than real the simulated time runs; who approves has as long as the policy says all the same.',
    example: '10',
  }),
  SIMULATOR_SEED: declareSetting(wholeNumberSchema(0, 4_294_967_295, '7').default(7), {
    about: 'The same seed gives the same run.',
    example: '7',
  }),
  SIMULATOR_FAULTS: declareSetting(
    commaSeparatedSchema(
      (pair) => toFault(pair).length > 0,
      'must be pairs like contoso-web=cpu-saturation or contoso-web=cpu-saturation@4h, separated by commas',
    )
      .transform((pairs) => pairs.flatMap(toFault))
      .optional(),
    {
      about: 'What is wrong with which simulated app; @2m, @4h or @1d behind it says for how long, up to three days.',
      example: 'contoso-web=cpu-saturation,contoso-api=memory-leak,contoso-shop=bad-deployment',
    },
  ),
}

import { declareSetting } from '../settings/declare-setting.ts'
import { wholeNumberSchema } from '../settings/setting-schemas.ts'

/** A hundred years: nobody means more, and no clock has to go that far. */
const mostDays = 36_500

export const fileSettings = {
  MAX_DUMP_MB: declareSetting(wholeNumberSchema(1, 1_000_000, '8000').default(8_000), {
    about:
      'Largest memory dump that is taken, in megabytes: a larger one is not proposed, and what comes beyond it is cut off.',
    example: '8000',
  }),
  KEEP_DUMPS_DAYS: declareSetting(wholeNumberSchema(0, mostDays, '7').optional(), {
    about:
      'After how many days dumps, and whatever else could not be redacted, are deleted; 0 never. 7, and 1 in practice, where not set.',
    example: '7',
  }),
  KEEP_EVIDENCE_DAYS: declareSetting(wholeNumberSchema(0, mostDays, '365').default(0), {
    about: 'After how many days all other files that were collected are deleted; 0 never. The journal stays.',
    example: '365',
  }),
}

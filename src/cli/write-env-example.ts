import { writeFileSync } from 'node:fs'
import { renderEnvExample } from '../config/index.ts'

/** Writes `.env.example` anew from the declarations: `npm run env-example`. */
writeFileSync('.env.example', renderEnvExample())

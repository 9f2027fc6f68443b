import { writeFileSync } from 'node:fs'
import { envExample } from '../config.ts'

/** Writes `.env.example` anew from the declarations: `npm run env-example`. */
writeFileSync('.env.example', envExample())

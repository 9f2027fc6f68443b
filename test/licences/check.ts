import { text } from 'node:stream/consumers'
import { findForeignLicences } from './find-foreign-licences.ts'

const foreign = findForeignLicences(JSON.parse(await text(process.stdin)))
for (const line of foreign) process.stderr.write(`${line}\n`)
if (foreign.length > 0) {
  process.stderr.write('Take another package, or put the licence on the list in test/licences with a reason.\n')
  process.exitCode = 1
}

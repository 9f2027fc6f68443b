import { readSourceTree } from '../syntax/source-tree.ts'
import { findViolations } from './find-violations.ts'
import { boundaries } from './table.ts'

/** Names every import that `table.ts` does not allow, and fails where there is one. */
const violations = findViolations(boundaries, readSourceTree(['src', 'simulator', 'test', 'bench']))
for (const violation of violations) console.error(violation)
if (violations.length > 0) {
  console.error(`\n${violations.length} against the table of who may import whom, test/boundaries/table.ts.`)
  process.exitCode = 1
}

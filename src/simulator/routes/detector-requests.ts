import { secrets } from '../estate/secrets.ts'
import { failureOf } from '../logs/failure.ts'
import { type Examined, rowsTable } from './detector-figures.ts'

const columns = [
  ['CsUriStem', 'String'],
  ['Status', 'Int64'],
  ['UserName', 'String'],
] as const

/** Addresses as they were asked for, with all that stood in them. */
export function failingRequests({ app, world, to }: Examined, failed: number) {
  const signed = `/images/4711.png?sv=2024-05-04&sig=${secrets.sasSignature}`
  const asked = [failureOf(world, app, to).path, `/api/stock?code=${secrets.functionCode}`, signed]
  const rows = failed === 0 ? [] : asked.map((uri) => [uri, '500', secrets.email])
  return rowsTable('Failing requests', columns, rows)
}

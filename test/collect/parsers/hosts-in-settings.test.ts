import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFixedCommand } from '../../../src/azure/transport/kudu-policy.ts'
import { hostsInSettings } from '../../../src/collect/parsers/hosts-in-settings.ts'

test.each([
  [
    'Server=tcp:contoso-sql.database.windows.net,1433;User ID=shop;Password=x',
    'contoso-sql.database.windows.net',
    1433,
  ],
  ['Data Source=db.contoso.com;Initial Catalog=a', 'db.contoso.com', 1433],
  ['Host=pg.contoso.com:5433;Password=x', 'pg.contoso.com', 5433],
  ['postgres://api:s3cret@pg.postgres.database.azure.com/api?sslmode=require', 'pg.postgres.database.azure.com', 5432],
  ['postgres://api:p@ss/w.rd@pg.contoso.com:6543/api', 'pg.contoso.com', 6543],
  ['mongodb+srv://u:p@cluster.mongo.contoso.com/db', 'cluster.mongo.contoso.com', 27017],
  ['Endpoint=sb://contoso-bus.servicebus.windows.net/;SharedAccessKey=x', 'contoso-bus.servicebus.windows.net', 5671],
  ['contoso.redis.cache.windows.net:6380,password=x,ssl=True', 'contoso.redis.cache.windows.net', 6380],
  [
    'DefaultEndpointsProtocol=https;AccountName=store;AccountKey=x;EndpointSuffix=core.windows.net',
    'store.blob.core.windows.net',
    443,
  ],
  ['https://API.contoso.com/v1?sig=x', 'api.contoso.com', 443],
])('%s names %s, port %i', (value, host, port) => {
  expect(hostsInSettings({ Setting: value })).toEqual([{ host, port, setting: 'Setting' }])
})

test.each([
  '',
  'true',
  'InstrumentationKey=1',
  '10.0.0.1',
  'https://',
  'C:\\home\\site',
  'a@b.com',
  'contoso:99999,x',
  'Server=localhost',
])('%j names no host', (value) => {
  expect(hostsInSettings({ Setting: value })).toEqual([])
})

test('whatever a setting holds, what becomes of it can be sent as a fixed command or not at all, and holds no password', () => {
  const secret = fc.string({ minLength: 6, maxLength: 20 }).filter((text) => /[^a-z0-9.-]/i.test(text))
  fc.assert(
    fc.property(
      secret,
      fc.constantFrom(
        'postgres://u:%@pg.contoso.com/db',
        'Server=db.contoso.com;Password=%;',
        'redis.contoso.com:6380,password=%',
        '%',
      ),
      (password, shape) => {
        for (const { host, port } of hostsInSettings({ Setting: shape.replace('%', () => password) })) {
          expect(host.includes(password)).toBe(false)
          if (/^[a-z]/.test(host)) expect(/[;&|`$\s<>"']/.test(host)).toBe(false)
          isFixedCommand(`tcpping ${host}:${port}`)
        }
      },
    ),
  )
})

import { expect, test } from 'vitest'
import { allowKuduHosts } from '../../../src/azure/transport/kudu-hosts.ts'

const inPublic = allowKuduHosts('https://management.azure.com')
const inChina = allowKuduHosts('https://management.chinacloudapi.cn')
const inGovernment = allowKuduHosts('https://management.usgovcloudapi.net')

test('the token goes to Kudu under the names of its own cloud', () => {
  const known = [
    'contoso-web.scm.azurewebsites.net',
    'contoso-web-staging.scm.azurewebsites.net',
    'contoso-web-a1b2c3d4e5f6a7b8.scm.westeurope-01.azurewebsites.net',
    'contoso-web.scm.contoso-ase.p.azurewebsites.net',
    'contoso-web.scm.contoso-ase.appserviceenvironment.net',
  ]

  expect(known.filter((host) => !inPublic(host))).toEqual([])
  expect(inChina('contoso-web.scm.chinacloudsites.cn')).toBe(true)
  expect(inChina('contoso-web.scm.contoso-ase.appserviceenvironment.cn')).toBe(true)
  expect(inGovernment('contoso-web.scm.azurewebsites.us')).toBe(true)
  expect(inGovernment('contoso-web.scm.contoso-ase.appserviceenvironment.us')).toBe(true)
})

test.each([
  'a.scm.evil.example',
  'a.scm.azurewebsites.net.evil.example',
  'a.scm.evilazurewebsites.net',
  'a.scm.evil.azurewebsites.net',
  'a.scm.appserviceenvironment.net',
  'evil.example.scm.azurewebsites.net',
  'a.azurewebsites.net',
  'scm.azurewebsites.net',
  'a.scm.azurewebsites.net.',
  'a.scm.azurewebsites.net:8443',
  'a.scm.azurewebsites.net/x',
  'a@a.scm.azurewebsites.net',
  'A.SCM.azurewebsites.net\n',
  'a.scm.azurewebsites.us',
  'a.scm.chinacloudsites.cn',
  '169.254.169.254',
  '',
])('and not to %j, whoever names it', (host) => {
  expect(inPublic(host)).toBe(false)
})

test('a cloud that nobody knows has no Kudu', () => {
  expect(allowKuduHosts('https://management.evil.example')('a.scm.azurewebsites.net')).toBe(false)
})

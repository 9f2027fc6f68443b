import type { Fault } from './types.ts'

const image = 'NODE|24-lts'

export const containerBlockedFault: Fault = {
  id: 'container-blocked',
  title: 'Container that does not start',
  cause:
    'A colleague moved the app to an image with a newer runtime, for which its native modules were not built: the ' +
    'process ends before it listens, so that no container answers the pings of its start. Only the former image helps.',
  app: 'contoso-api',
  right: [],
  useless: ['soft-restart', 'restart', 'restart-instance', 'scale-out'],
  harmful: [],
  outcome: 'left-alone',
  reach: 'app',
  effects: ({ config }) =>
    config.linuxFxVersion === image
      ? {
          startFailure:
            "Error: The module 'libvips.node' was compiled against a different Node.js version (127, not 137).",
        }
      : {},
  operatorChanges: (onset) => [
    {
      at: onset,
      caller: 's.bakker@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PATCH',
      below: '/config/web',
      config: { linuxFxVersion: image },
      effect: 'recycled',
    },
  ],
}

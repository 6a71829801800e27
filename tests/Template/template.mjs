// The template as `./scripts/build-if-changed` synthesized it: what would be deployed, with text messages switched on.
import { readFileSync } from 'node:fs'

export const root = new URL('../../', import.meta.url)
const assembly = new URL('cdk.out/', root)

export const template = JSON.parse(readFileSync(new URL('OoakCallManager.template.json', assembly), 'utf8'))

/** Resources of a type, as [id, properties]. */
export const ofType = (type) =>
  Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => [id, resource.Properties ?? {}])

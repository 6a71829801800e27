// What CloudFormation itself would say of a template before it makes anything: by AWS's own description of each resource type.
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec'

const spec = await loadAwsServiceSpec()
const typeOf = (name) => spec.lookup('resource', 'cloudFormationType', 'equals', name)[0]

/** What no schema is kept of: the resources that a function of the template itself makes. */
const custom = ({ Type }) => Type.startsWith('Custom::')

/** A value that is known only when it is deployed. */
const deferred = (value) =>
  value !== null && typeof value === 'object' && Object.keys(value).length === 1 && /^(Ref|Fn::\w+)$/.test(Object.keys(value)[0])

/** Types and properties that do not exist, values of another type or beyond those allowed, and what is missing: one line each. */
export function schemaFaults({ Resources }) {
  return Object.entries(Resources)
    .filter(([, resource]) => !custom(resource))
    .flatMap(([id, { Type, Properties = {} }]) => {
      const type = typeOf(Type)
      return type ? faultsOfFields(`${id} (${Type})`, Properties, type.properties) : [`${id}: there is no type ${Type}`]
    })
}

function faultsOfFields(path, value, properties) {
  return [
    ...Object.entries(value).flatMap(([name, field]) => {
      const property = properties[name]
      if (!property) return [`${path}.${name} does not exist`]
      return closest(`${path}.${name}`, field, [property.type, ...(property.previousTypes ?? [])])
    }),
    ...Object.entries(properties)
      .filter(([name, { required }]) => required && !(name in value))
      .map(([name]) => `${path}.${name} is missing`),
  ]
}

/** Of a value that may have several types, what keeps it from the one that it is closest to. Any JSON counts only where no structure is described. */
function closest(path, value, types) {
  const described = types.some(({ type }) => ['array', 'map', 'ref'].includes(type))
  return types
    .filter(({ type }) => !described || type !== 'json')
    .map((type) => faults(path, value, type))
    .reduce((best, one) => (one.length < best.length ? one : best))
}

function faults(path, value, type) {
  if (deferred(value)) return []
  switch (type.type) {
    case 'string':
      return plain(path, value, 'string', type.allowedValues)
    case 'boolean':
      return plain(path, value, 'boolean')
    case 'number':
      return plain(path, value, 'number')
    case 'integer':
      return Number.isInteger(value) ? plain(path, value, 'number', type.allowedValues) : [`${path} is no integer`]
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, i) => faults(`${path}[${i}]`, item, type.element))
        : [`${path} is no array`]
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([key, item]) => faults(`${path}.${key}`, item, type.element))
        : [`${path} is no object`]
    case 'ref':
      return isObject(value)
        ? faultsOfFields(path, value, spec.get('typeDefinition', type.reference.$ref).properties)
        : [`${path} is no object`]
    case 'union':
      return closest(path, value, type.types)
    case 'json':
      return []
    case 'tag':
      return faultsOfFields(path, value, {
        Key: { type: { type: 'string' }, required: true },
        Value: { type: { type: 'string' } },
      })
    default:
      throw new Error(`${path}: what is a ${type.type}?`)
  }
}

function plain(path, value, kind, allowed) {
  if (typeof value !== kind) return [`${path} is no ${kind}`]
  return allowed && !allowed.includes(value) ? [`${path}: ${value} is none of ${allowed.join(', ')}`] : []
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value)

/** References to what is not there: resources, parameters, and attributes that a type does not have. */
export function referenceFaults({ Resources, Parameters, Outputs }) {
  const named = (id) => id in Resources || id in Parameters || id.startsWith('AWS::')
  return uses({ Resources, Outputs }).flatMap(({ at, id, attribute }) => {
    if (!named(id)) return [`${at}: there is no ${id}`]
    const resource = Resources[id]
    if (!attribute || custom(resource)) return []
    const { attributes, properties } = typeOf(resource.Type)
    return attribute in attributes || attribute in properties ? [] : [`${at}: ${resource.Type} has no ${attribute}`]
  })
}

/** Resources that wait for one another, each ring as the ids along it. */
export function rings({ Resources }) {
  const needs = new Map(
    Object.entries(Resources).map(([id, resource]) => [
      id,
      [...uses(resource).map((use) => use.id), ...[resource.DependsOn ?? []].flat()].filter((other) => other in Resources),
    ]),
  )
  const found = []
  const done = new Set()
  const visit = (id, way) => {
    if (way.includes(id)) return found.push(way.slice(way.indexOf(id)))
    if (done.has(id)) return
    for (const other of needs.get(id)) visit(other, [...way, id])
    done.add(id)
  }
  for (const id of needs.keys()) visit(id, [])
  return found
}

/** Each use of a name, as { at, id, attribute }. */
function uses(value, at = '') {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = `${at}/${key}`
    if (key === 'Ref') return [{ at, id: inner }]
    if (key === 'Fn::GetAtt') return [{ at, id: inner[0], attribute: inner[1] }]
    if (key === 'Fn::If' || key === 'Fn::FindInMap') throw new Error(`${here}: conditions and mappings are not looked into`)
    if (key === 'Fn::Sub') return [...substituted(inner, at), ...uses(inner, here)]
    return uses(inner, here)
  })
}

/** The names within a text, but for those that it brings itself and the escaped. */
function substituted(inner, at) {
  const [text, own] = Array.isArray(inner) ? inner : [inner, {}]
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)]
    .map(([, name]) => name)
    .filter((name) => !(name in own))
    .map((name) => {
      const [id, attribute] = name.split('.', 2)
      return { at, id, attribute }
    })
}

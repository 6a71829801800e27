// AWS's own SDK for JavaScript, as the judge of other clients: one command a line on standard input, one answer a line
// on standard output. Started by tests/Lambdas.
import { createInterface } from 'node:readline'
import * as connections from '@aws-sdk/client-apigatewaymanagementapi'
import * as cognito from '@aws-sdk/client-cognito-identity-provider'
import * as mail from '@aws-sdk/client-sesv2'
import * as sns from '@aws-sdk/client-sns'

const services = {
  connections: [connections, connections.ApiGatewayManagementApiClient],
  cognito: [cognito, cognito.CognitoIdentityProviderClient],
  mail: [mail, mail.SESv2Client],
  sns: [sns, sns.SNSClient],
}

function clientOf({ service, endpoint, region, credentials, attempts }) {
  const [, Client] = services[service]
  return new Client({ endpoint, region, credentials, maxAttempts: attempts })
}

// Members that are bytes come as base64 and are handed to the SDK as bytes.
function reviver(key, value) {
  return (key === 'Data' || key === 'BinaryValue') && typeof value === 'string' && !('Charset' in this)
    ? Buffer.from(value, 'base64')
    : value
}

/** Sends one operation and tells how the SDK read the response or the error. */
async function call(command) {
  const [module] = services[command.service]
  const client = clientOf(command)
  try {
    const { $metadata, ...output } = await client.send(new module[`${command.operation}Command`](command.input))
    return { output, requestId: $metadata.requestId }
  } catch (error) {
    return {
      error: {
        name: error.name,
        class: error.constructor.name,
        message: error.message,
        status: error.$metadata?.httpStatusCode,
        requestId: error.$metadata?.requestId,
      },
    }
  } finally {
    client.destroy()
  }
}

/** Signs a request that another client sent, over the same headers and at the same time. */
async function sign(command) {
  const { request, scope, signedHeaders } = command
  const client = clientOf(command)
  const { SignatureV4 } = await signerModule(client)
  const signer = new SignatureV4({
    credentials: command.credentials,
    region: command.region,
    service: scope,
    sha256: client.config.sha256,
    applyChecksum: false,
  })
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => signedHeaders.includes(name)))
  const { date } = command
  const signed = await signer.sign(
    { method: request.method, path: request.path, query: {}, headers, body: Buffer.from(request.body, 'base64') },
    {
      signingDate: new Date(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z')),
      signableHeaders: new Set(signedHeaders),
    },
  )
  return { authorization: signed.headers.authorization }
}

async function signerModule(client) {
  const signer = await client.config.signer()
  return { SignatureV4: signer.constructor }
}

const commands = { call, sign }

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line, reviver)
  commands[command.do](command)
    .catch((error) => ({ failure: error.stack }))
    .then((answer) => process.stdout.write(`${JSON.stringify({ id: command.id, ...answer })}\n`))
}

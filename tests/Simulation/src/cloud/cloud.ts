import { createHmac } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { type AttributeValue, DynamoDB } from '@aws-sdk/client-dynamodb'
import { type Answer, exchange } from './http'
import { Pace } from './pace'

/** Where a running LocalCloud listens. */
export interface Addresses {
  site: string
  console: string
  services: string
}

export type Item = Record<string, AttributeValue>

const password = 'Simulated-2026'

/** The running stack: the site as the app reaches it, and behind it, as its operator, the table and the user pool. */
export class Cloud {
  private readonly pace = new Pace(95, 100)
  private readonly dynamo: DynamoDB
  private readonly cognito: CognitoIdentityProvider
  private table = ''
  private pool = ''
  private client = ''
  private secret = ''

  private constructor(private readonly addresses: Addresses) {
    const settings = {
      endpoint: addresses.services,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'LOCALCLOUDROOT', secretAccessKey: 'localcloud' },
    }
    this.dynamo = new DynamoDB(settings)
    this.cognito = new CognitoIdentityProvider(settings)
  }

  static async attach(addresses: Addresses): Promise<Cloud> {
    const cloud = new Cloud(addresses)
    const { body } = await exchange('GET', `${addresses.console}/api/resources`, undefined)
    const idOf = (type: string) => (body as { type: string; physicalId: string }[]).find((r) => r.type === type)?.physicalId ?? ''
    cloud.table = idOf('AWS::DynamoDB::Table')
    cloud.pool = idOf('AWS::Cognito::UserPool')
    cloud.client = idOf('AWS::Cognito::UserPoolClient')
    const described = await cloud.cognito.describeUserPoolClient({ UserPoolId: cloud.pool, ClientId: cloud.client })
    cloud.secret = described.UserPoolClient?.ClientSecret ?? ''
    return cloud
  }

  /** A request to the API, through the site. Waits where the stage's own throttle says so. */
  async api(method: string, path: string, body: string | undefined, token: string): Promise<Answer> {
    for (;;) {
      await this.pace.turn()
      const answer = await exchange(method, `${this.addresses.site}/api${path}`, body, token)
      const throttledByStage = answer.status === 429 && (answer.body as { code?: string } | undefined)?.code === undefined
      if (!throttledByStage) return answer
    }
  }

  /** Adds somebody who can sign in; gives their id. */
  async hire(name: string, role: 'employee' | 'manager'): Promise<string> {
    const email = `${name}@simulation.test`
    const created = await this.cognito.adminCreateUser({
      UserPoolId: this.pool,
      Username: name,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ],
    })
    const id = created.User?.Attributes?.find((attribute) => attribute.Name === 'sub')?.Value ?? ''
    await this.cognito.adminSetUserPassword({ UserPoolId: this.pool, Username: name, Password: password, Permanent: true })
    for (const group of role === 'manager' ? ['employee', 'manager'] : ['employee']) {
      await this.cognito.adminAddUserToGroup({ UserPoolId: this.pool, Username: name, GroupName: group })
    }
    const text = {
      pk: `EMP#${id}`,
      sk: 'PROFILE',
      type: 'employee',
      org: 'ORG',
      orgSort: `EMP#${name}`,
      email,
      name,
      role,
      status: 'active',
    }
    const item: Item = Object.fromEntries(Object.entries(text).map(([field, value]) => [field, { S: value }]))
    await this.put({ ...item, createdAt: { S: '2026-01-01T00:00:00.000Z' } })
    return id
  }

  /** An access token, as POST /auth/login would get it from the user pool. */
  async signIn(name: string): Promise<string> {
    const email = `${name}@simulation.test`
    const hash = createHmac('sha256', this.secret)
      .update(email + this.client)
      .digest('base64')
    const answer = await this.cognito.initiateAuth({
      AuthFlow: 'USER_AUTH',
      ClientId: this.client,
      AuthParameters: { USERNAME: email, PASSWORD: password, PREFERRED_CHALLENGE: 'PASSWORD', SECRET_HASH: hash },
    })
    return answer.AuthenticationResult?.AccessToken ?? ''
  }

  async put(item: Item): Promise<void> {
    await this.dynamo.putItem({ TableName: this.table, Item: item })
  }

  async delete(pk: string, sk: string): Promise<void> {
    await this.dynamo.deleteItem({ TableName: this.table, Key: { pk: { S: pk }, sk: { S: sk } } })
  }

  async item(pk: string, sk: string): Promise<Item | undefined> {
    const { Item } = await this.dynamo.getItem({
      TableName: this.table,
      Key: { pk: { S: pk }, sk: { S: sk } },
      ConsistentRead: true,
    })
    return Item
  }

  /** Everything that the table holds of one employee. */
  async itemsOf(employeeId: string): Promise<Item[]> {
    const found: Item[] = []
    let next: Item | undefined
    do {
      const page = await this.dynamo.query({
        TableName: this.table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `EMP#${employeeId}` } },
        ExclusiveStartKey: next,
      })
      found.push(...(page.Items ?? []))
      next = page.LastEvaluatedKey
    } while (next)
    return found
  }

  /** Waits until the stream's readers have handled whatever was written before. Gives up after a minute: what then is missing shows. */
  async caughtUp(): Promise<void> {
    const since = Date.now()
    while (Date.now() < since + 60_000) {
      const { body } = await exchange('GET', `${this.addresses.console}/api/streams`, undefined)
      const moments = (body as { caughtUpAt: string | null }[]).map(({ caughtUpAt }) => Date.parse(caughtUpAt ?? ''))
      if (moments.every((moment) => moment > since)) return
      await after(250)
    }
  }

  /** LocalCloud's faults: see src/LocalCloud/README.md. */
  async fault(fault: unknown): Promise<void> {
    const { status } = await exchange('POST', `${this.addresses.console}/faults`, JSON.stringify(fault))
    if (status !== 200) throw new Error(`LocalCloud does not know the fault ${JSON.stringify(fault)}`)
  }
}

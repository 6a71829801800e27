import type { Access } from '../../../../src/Pwa/src/sync/ports'
import type { Cloud } from './cloud'

/** Somebody with an account; all of a person's phones share the session here. */
export class Person {
  private token: Promise<string>

  private constructor(
    readonly id: string,
    readonly name: string,
    private readonly cloud: Cloud,
  ) {
    this.token = cloud.signIn(name)
  }

  static async hire(cloud: Cloud, name: string, role: 'employee' | 'manager' = 'employee'): Promise<Person> {
    return new Person(await cloud.hire(name, role), name, cloud)
  }

  accessToken = (): Promise<string> => this.token

  access = async (): Promise<Access> => ({ ok: true, accessToken: await this.token })

  renew = async (rejected: string): Promise<Access> => {
    if ((await this.token) === rejected) this.token = this.cloud.signIn(this.name)
    return this.access()
  }
}

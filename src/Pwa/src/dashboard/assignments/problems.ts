import { desk } from '../../i18n/desk'
import { work } from '../../i18n/work'

/** An assignment is found with the person whom it is for: once somebody else has it, the server does not know it as theirs. */
export const problems: Record<string, string> = { ...desk.problems, 'not-found': work.form.moved }

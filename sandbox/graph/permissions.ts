/** What the bot's identity was granted, and what each refusal of it looks like. */

import type { Tag } from './call.ts';
import type { Operation } from './contract.ts';
import { GraphError } from './refusal.ts';

/** The least that the bot needs. */
export const leastPermissions: readonly string[] = [
  'User.Read.All',
  'GroupMember.ReadBasic.All',
  'MailboxSettings.Read',
  'Calendars.ReadWrite',
  'Mail.ReadWrite',
  'Mail.Send',
  'Sites.Selected',
];

const denials: Record<Tag, { code: string; message: string }> = {
  directory: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' },
  outlook: { code: 'ErrorAccessDenied', message: 'Access is denied. Check credentials and try again.' },
  files: { code: 'accessDenied', message: 'Access denied.' },
};

export function checkPermission(operation: Operation, granted: readonly string[]): void {
  if (operation.permissions.some((permission) => granted.includes(permission))) return;
  const { code, message } = denials[operation.tag];
  throw new GraphError(403, code, message);
}

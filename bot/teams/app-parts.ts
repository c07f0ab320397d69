import type { Pressing } from '../effects/pressing.ts';
import type { Worker } from '../effects/worker.ts';
import type { Command, World } from '../pipeline/handle.ts';
import type { Register } from '../pipeline/register.ts';
import type { Landlord } from '../policy/landlord.ts';
import type { Profile } from '../policy/profile.ts';
import type { Head } from '../store/port.ts';
import type { Views } from '../views/draw.ts';
import type { View } from '../views/view.ts';
import type { Reference, Sender } from './types.ts';

/** What the conversation is handed by `main`. */
export interface AppParts {
  world: World;
  policy: Profile;
  landlord: Landlord;
  register: Register;
  views: Views;
  worker: Worker;
  pressing: Pressing;
  /** Known only once the server listens. */
  sender(): Sender;
  references: Map<string, Reference>;
  refreshDirectory(): void;
  /** A report that was sent is a case at once: its head, when this command sends one. */
  openedCase(command: Command): Promise<Head | undefined>;
  /** Puts the answer to a press onto the pressed message, unless the outbox has done so by then. Never throws. */
  freshen(stream: string, person: string): Promise<void>;
  evidence: { view(head: Head, viewer: string, file: string): Promise<View | undefined> };
}

import { leaveCommands } from './decide/leave.ts';
import { linkCommands } from './decide/link.ts';
import { meetingCommands } from './decide/meeting.ts';
import { panelCommands } from './decide/panel.ts';
import { proposalCommands } from './decide/proposal.ts';
import { reachCommands } from './decide/reach.ts';
import { reportCommands } from './decide/report.ts';
import { seatCommands } from './decide/seats.ts';
import { triageCommands } from './decide/triage.ts';
import { voteCommands } from './decide/vote.ts';

/** Every verb that acts on a case that exists, by the stage to which it belongs. */
export const caseCommands = {
  ...reportCommands, ...triageCommands, ...linkCommands, ...panelCommands, ...seatCommands, ...proposalCommands, ...voteCommands, ...meetingCommands, ...reachCommands, ...leaveCommands,
};

export type CaseVerb = keyof typeof caseCommands;

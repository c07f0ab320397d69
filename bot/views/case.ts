import { asksOf, peopleOf, type Ask } from '../case/asks.ts';
import { isOpen, ownerOf, reportSteps, seatOf, type Case } from '../case/state.ts';
import type { Profile } from '../policy/profile.ts';
import { panelSpecialFor, panelSubview, panelView } from './panel.ts';
import { answerView, nameManagerView, reporterView, reportStepView } from './report.ts';
import { evidenceView, readable, reportReadView } from './report-read.ts';
import { askReporterView, dutyView, earlierView, handedOverView, triagedView, triages, triageView } from './triage.ts';
import { triageFormView } from './triage-form.ts';
import type { View, Viewing } from './view.ts';

/** A person's card of a case: what is asked of them first, else what their part lets them see; undefined when it is not theirs. */
export const caseView = (state: Case, viewing: Viewing): View | undefined => {
  const { viewer, policy } = viewing;
  if (!peopleOf(state).includes(viewer)) return undefined;
  const ask = asksOf(state, policy).find((entry) => entry.person === viewer);
  return (ask && askView(state, viewing, ask)) ?? partView(state, viewing);
};

const askView = (state: Case, viewing: Viewing, ask: Ask): View | undefined => {
  switch (ask.kind) {
    case 'report': {
      const report = state.reports.find((entry) => ask.id === `report/${entry.id}`);
      return report && reportStepView(state, report, viewing);
    }
    case 'answer':
      return answerView(state, viewing);
    case 'nameManager':
      return nameManagerView(state, viewing);
    case 'triage':
      return triageView(state, viewing);
    default:
      return panelView(state, viewing, ask);
  }
};

/** Where nothing is asked: the part in which a person knows most comes first. */
const partView = (state: Case, viewing: Viewing): View | undefined => {
  const { viewer } = viewing;
  if (seatOf(state, viewer) || (state.panel && ownerOf(state) === viewer)) return panelView(state, viewing);
  if (state.triage.manager === viewer) return triagedView(state, viewing);
  if (state.reports.some((report) => report.reporter === viewer)) return reporterView(state, viewing);
  if (state.alerted.includes(viewer) && !state.panel?.seats.some((seat) => seat.past.some((past) => past.person === viewer))) return dutyView(state, viewing);
  if (state.triage.earlier.includes(viewer)) return handedOverView(state);
  return panelView(state, viewing);
};

/** A part of a case by name, to look at or to draw again after a refusal. Each name is only answered to those whose it is. */
export const caseSubview = (state: Case, viewing: Viewing, name: string, param: string | undefined): View | undefined => {
  const { viewer } = viewing;
  if (!peopleOf(state).includes(viewer)) return undefined;
  switch (name) {
    case 'case': case 'triaged': case 'handedOver': case 'duty':
      return caseView(state, viewing);
    case 'report':
      return reportReadView(state, viewing, param);
    case 'evidence':
      return evidenceView(state, viewing, param);
    case 'triage':
      return triages(state, viewer) ? triageView(state, viewing) : undefined;
    case 'triageForm':
      return triages(state, viewer) ? triageFormView(state, viewing) : undefined;
    case 'earlier':
      return triages(state, viewer) && viewing.matches.length > 0 ? earlierView(state, viewing) : undefined;
    case 'askReporter':
      return isOpen(state) && state.triage.manager === viewer ? askReporterView(state, viewing) : undefined;
    case 'reportStep': case 'answer': case 'nameManager':
      return reporterSubview(state, viewing, name, param);
    default:
      return panelSubview(state, viewing, name, param);
  }
};

const reporterSubview = (state: Case, viewing: Viewing, name: 'reportStep' | 'answer' | 'nameManager', param: string | undefined): View | undefined => {
  const { viewer, policy } = viewing;
  const asks = asksOf(state, policy).filter((entry) => entry.person === viewer);
  if (name !== 'reportStep') {
    const ask = asks.find((entry) => entry.kind === name);
    return ask && askView(state, viewing, ask);
  }
  const report = state.reports.find((entry) => entry.reporter === viewer && entry.finishedAt === undefined);
  return report && isOpen(state) ? reportStepView(state, report, viewing, reportSteps.find((step) => step === param)) : undefined;
};

/** The special answers that may be fetched for a viewer: their own, those of reports that they may read, and the panel's. */
export const specialFor = (state: Case, viewer: string, policy: Profile): string[] => [
  ...new Set([...readable(state, viewer).flatMap((report) => Object.values(report.special)), ...panelSpecialFor(state, viewer, policy)]),
];

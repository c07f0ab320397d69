import type { CaseEvent, Recorded } from '../events.ts';
import type { Case, Report } from '../state.ts';

const change = (state: Case, id: string, next: (report: Report) => Report): Case => ({
  ...state,
  reports: state.reports.map((report) => (report.id === id ? next(report) : report)),
});

type ReportEvent = Extract<CaseEvent, { type: 'ReportReceived' | 'ReportStepSaved' | 'ReportStepOpened' | 'EvidenceAdded' | 'ReportFinished' | 'ReportJoined' }>;

export const evolveReport = (state: Case, event: Recorded<ReportEvent>): Case => {
  switch (event.type) {
    case 'ReportReceived': {
      const { report: id, reporter, receivedAt, danger, who, what } = event;
      const report: Report = { id, reporter, receivedAt, danger, who, what, steps: {}, special: {}, facts: {}, evidence: [], step: 'person' };
      return { ...state, reports: [...state.reports, report], triage: { ...state.triage, urgent: state.triage.urgent || danger, assignedAt: receivedAt } };
    }
    case 'ReportStepSaved':
      return change(state, event.report, (report) => ({
        ...report,
        step: event.next,
        facts: { ...report.facts, ...event.facts },
        steps: { ...report.steps, ...(event.words !== undefined && { [event.step]: event.words }) },
        special: { ...report.special, ...(event.special !== undefined && { [event.step]: event.special }) },
      }));
    case 'ReportStepOpened':
      return change(state, event.report, (report) => ({ ...report, step: event.step }));
    case 'EvidenceAdded':
      return change(state, event.report, (report) => ({ ...report, evidence: [...report.evidence, event.evidence] }));
    case 'ReportFinished':
      return change(state, event.report, (report) => ({ ...report, finishedAt: event.at }));
    case 'ReportJoined':
      return { ...state, reports: [...state.reports, event.report], triage: { ...state.triage, urgent: state.triage.urgent || event.report.danger } };
  }
};

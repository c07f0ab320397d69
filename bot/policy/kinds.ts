/** The fixed lists that all policies choose from. A policy words them and says which of them it has. */

export const restrictionKinds = [
  'contactCap',
  'oneMedium',
  'namedContact',
  'witness',
  'appointmentsOnly',
  'premisesBan',
  'portal',
  'complaintConditions',
  'readAndFile',
  'documents',
  'representativeOnly',
  'noPersonalContact',
  'conductAgreement',
  'emailDiversion',
  'callTermination',
  'socialMedia',
  'other',
] as const;

/** What staff do for safety. It is addressed to staff, and limits the customer in nothing by itself. */
export const protectiveKinds = ['twoPersonVisit', 'officeSecureRoom', 'riskAssessment'] as const;

/** Steps outside the landlord. They have no term, and police needs no panel. */
export const actionKinds = ['police', 'injunction', 'possession', 'communityProtectionWarning', 'publicAuthority', 'zeroToleranceNotice', 'legal'] as const;

export const policeGrounds = ['threat', 'violence', 'hate', 'crime', 'refusalToLeave'] as const;

/** What no restriction may touch, whatever a landlord's policy says. */
export const floor = ['emergencyContact', 'statutoryServices', 'complaintsProcess', 'appealAndOmbudsman', 'oneChannel'] as const;

/** The nine protected characteristics of the Equality Act 2010, section 4. */
export const protectedCharacteristics = [
  'age',
  'disability',
  'gender reassignment',
  'marriage and civil partnership',
  'pregnancy and maternity',
  'race',
  'religion or belief',
  'sex',
  'sexual orientation',
] as const;

/** How a decider must stand to the case to take a seat, or to hear an appeal. */
export const relations = ['noEarlierPart', 'notProposer', 'otherService', 'seniorToDeciders'] as const;
export type Relation = (typeof relations)[number];

/** People who are named by their part in the case and not by a role of the landlord. */
export const positions = ['caseOwner', 'chair', 'chairsDeputy', 'managersManager', 'deciders'] as const;

export const handOffs = ['complaints', 'safeguarding', 'antisocialBehaviour', 'healthAndSafety', 'dataProtection', 'legal', 'humanResources', 'support'] as const;

/** Parts of a letter. A letter with an empty required part cannot be sent. */
export const letterParts = [
  'why',
  'what',
  'term',
  'review',
  'appeal',
  'stillOpen',
  'ombudsman',
  'adjustments',
  'contact',
  'privacy',
  'policy',
  'survey',
  'expectations',
  'impact',
  'finalPosition',
  'supportOffered',
] as const;
export type LetterPart = (typeof letterParts)[number];

export const letterKinds = ['warning', 'interim', 'decision', 'reviewOutcome', 'appealReceived', 'appealOutcome', 'ended', 'documents'] as const;
export type LetterKind = (typeof letterKinds)[number];

export const postRules = ['practiceDirection1985', 'civilProcedure'] as const;

export const deliveryMethods = ['hand', 'email', 'firstClass', 'secondClass'] as const;

/** When a clock of the landlord's starts. */
export const clockStarts = ['decision', 'start', 'flagEntry'] as const;

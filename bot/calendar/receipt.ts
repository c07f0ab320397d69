import { londonDate, startOf, zone } from './clocks.ts';
import { addWorkingDays, isWorkingDay, onOrAfter, type Calendar } from './working-days.ts';

export type DeliveryMethod = 'hand' | 'email' | 'firstClass' | 'secondClass';

/** How a policy counts the way of a letter. `emailBefore` is London time, such as 16:30. */
export interface ReceiptRule {
  post: 'practiceDirection1985' | 'civilProcedure';
  emailBefore: string;
}

const postedFirstClass = (posted: Temporal.PlainDate, rule: ReceiptRule, calendar: Calendar): Temporal.PlainDate =>
  rule.post === 'practiceDirection1985' ? addWorkingDays(posted, 2, calendar) : onOrAfter(posted.add({ days: 2 }), calendar);

const emailed = (sent: Temporal.Instant, rule: ReceiptRule, calendar: Calendar): Temporal.Instant => {
  const local = sent.toZonedDateTimeISO(zone);
  const inTime = Temporal.PlainTime.compare(local.toPlainTime(), rule.emailBefore) < 0;
  const day = local.toPlainDate();
  return inTime && isWorkingDay(day, calendar) ? sent : startOf(addWorkingDays(day, 1, calendar));
};

/**
 * The moment at which a letter is taken to have reached the customer. By hand: on delivery. E-mail: as it is sent, if
 * before the policy's hour on a working day, otherwise the next working day. First class: the second working day after
 * posting (Practice Direction of 8 March 1985), or the second day if that is a working day, otherwise the next (Civil
 * Procedure Rules 6.26). Second class: the fourth working day, under either rule. A day counts from its first instant.
 */
export const deemedReceipt = (
  method: DeliveryMethod,
  sent: Temporal.Instant,
  rule: ReceiptRule,
  calendar: Calendar,
): Temporal.Instant => {
  switch (method) {
    case 'hand':
      return sent;
    case 'email':
      return emailed(sent, rule, calendar);
    case 'firstClass':
      return startOf(postedFirstClass(londonDate(sent), rule, calendar));
    case 'secondClass':
      return startOf(addWorkingDays(londonDate(sent), 4, calendar));
  }
};

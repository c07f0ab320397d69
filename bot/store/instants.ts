/** An ISO instant in a form whose alphabetical order is the order of time: always UTC with nine decimals. Throws `RangeError` on anything else. */
export const sortable = (instant: string): string => Temporal.Instant.from(instant).toString({ fractionalSecondDigits: 9 });

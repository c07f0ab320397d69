/** All that a log may know of an error: its message may hold people's words. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/*
 * signals: Ctrl-C and what else ends a program politely, so that nothing half written is left.
 */
#ifndef FIGTRAIL_BASE_SIGNALS_H
#define FIGTRAIL_BASE_SIGNALS_H

/* Between the two, which may be nested, such a signal waits. */
void signals_hold(void);
void signals_release(void);

/* From signals_note on it is only noted (unless it is ignored): signals_noted gives it,
 * or 0.  signals_obey ends this: if one came, the process with it. */
void signals_note(void);
int signals_noted(void);
void signals_obey(void);

#endif

/*
 * role: what each claim of a drawn figure is to it, in one list.
 */
#ifndef FIGTRAIL_TRAIL_ROLE_H
#define FIGTRAIL_TRAIL_ROLE_H

#include "scene/scene.h"

typedef struct {
    const Claim *claim;
    const char *name;   /* "chosen", "agreeing", "rival", "set-aside" */
    const char *reason; /* why it is not the chosen one; NULL: it supports it */
    gboolean drawn;
} ClaimRole;

/* Every claim of the figure: the chosen one, the agreeing, the rivals, the set
 * aside, each in the figure's order.  Caller unrefs. */
GArray *claim_roles_list(const DrawnFigure *drawn);
/* The same of a figure of which nothing is drawn. */
GArray *claim_roles_of(const Figure *figure);

#endif

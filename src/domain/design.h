/* The design of a campaign: what its commitment holds, before it is text.
 * The office fills it from the store; checks and texts follow from it. */
#pragma once

#include "domain/frame.h"
#include "domain/staffing.h"

typedef struct {
    char *inspector;
    char *department; /* it belongs to */
    GPtrArray
        *staffs; /* (element-type utf8) those that could seat it, the department's own first; borrowed */
    const char *staff;    /* the one it is committed under, once settled */
    char *qualifications; /* joined with ';' */
    char *districts;      /* joined with ';'; as committed once settled */
} DesignInspector;

typedef struct {
    char *inspector;
    char *target;
} DesignRecusal;

/* Who sends how many to the visits of a drawing. */
typedef struct {
    guint drawing;          /* index */
    const char *department; /* for which they go; borrowed */
    Level level;
    SeatDemand demand; /* its department is the staff they come from: level_staff() */
} DesignSeats;

/* A pool of a drawing: `all`, or a risk class. */
typedef struct {
    guint drawing;
    char pool[4];
    guint64 population;
    guint64 sample;
    gboolean is_short; /* the plan asks for more than there are */
} DesignPool;

/* A cell of a plan that was read in one of several ways, and that nobody has
 * accepted yet. */
typedef struct {
    char *drawing; /* its name in the bundle */
    char *column;  /* of the plan */
    char *text;    /* as published */
    char *taken;   /* as the plan has it */
} DesignQuestion;

typedef struct {
    char *campaign;
    Quarter quarter;
    char *max_visits;      /* "" for no limit */
    char *max_departments; /* in one visit; "0" for no limit, "" when nobody asked for limits */
    gboolean balances_teams;
    GPtrArray *drawings;   /* (element-type Drawing) due, in the order of the bundle; borrowed */
    GPtrArray *overdue;    /* (element-type Drawing) due earlier, in no campaign; borrowed */
    GPtrArray *questions;  /* (element-type DesignQuestion) about the plans of drawings due */
    GPtrArray *seats;      /* (element-type DesignSeats) by drawing and staff */
    Hierarchy *hierarchy;  /* of the departments */
    GHashTable *staffs;    /* department to the staffs that it can be a part of, once asked for */
    GPtrArray *inspectors; /* (element-type DesignInspector) in byte order */
    GPtrArray *recusals;   /* (element-type DesignRecusal) in byte order, of these inspectors */
    guint expiring;        /* inspectors left out because their certificate ends in the quarter */
    GArray *holiday_years; /* (element-type gint) years with holidays */
    FrameBuilder *frames;  /* filled when the design is settled */
    /* Made by design_settle(). */
    GPtrArray *pools; /* (element-type DesignPool) by drawing and pool */
    Staff *staff;
    GPtrArray *torn; /* (element-type DesignInspector) needed by several staffs; borrowed */
} Design;

Design *design_new(const char *campaign, Quarter quarter);
void design_free(Design *design);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Design, design_free)

/* What is known of an item: its department and what it asks of inspectors. */
typedef struct {
    char *department;
    GPtrArray *qualifications;
} DesignItem;

void design_item_free(DesignItem *item);
/* Adds the seats of all drawings; @items maps codes to DesignItem. */
void design_add_seats(Design *design, GHashTable *items);
/* Whether inspectors of a department could take a seat, for it or for one above
 * it; when the seats and the hierarchy are there. */
gboolean design_has_seats(const Design *design, const char *department);
void design_add_inspector(Design *design, const char *inspector, const char *department,
                          const char *qualifications, const char *districts);
void design_add_question(Design *design, const char *drawing, const char *column, const char *text,
                         const char *taken);
void design_add_recusal(Design *design, const char *inspector, const char *target);

/* The version of the protocol that the commitment is made by: 2 when it needs what
 * only that can do. */
guint design_protocol(const Design *design);
/* How many departments may come to targets at a time, 0 for any number: to all, or
 * to those that take no joint visits. */
guint64 design_limit(const Design *design, gboolean is_declined);
/* Whether visits of two drawings to a target with this limit can be one. */
gboolean design_fits_limit(const Design *design, guint left, guint right, guint64 limit);
/* Whether targets with a limit are in the frames of more drawings than their
 * visits can be cut from; then there can be no such bundle. */
gboolean design_exceeds_limit(const Design *design);

/* Once all frames are built: districts of inspectors as committed, pools and
 * their samples, and who can be sent. A bundle knows an inspector by one
 * department only: of several staffs it is listed under the one with targets in
 * its districts. When there are more of these it is torn, and there can be no
 * such bundle. */
void design_settle(Design *design);
/* Whether a drawing is carried out by subordinates. */
gboolean design_has_subordinates(const Design *design);
/* Whether there can be no bundle: inspectors are torn, or two staffs have one
 * name. */
gboolean design_has_conflicts(const Design *design);
/* The seats of another department that have the name of these seats' staff, of
 * which one goes itself; NULL when there are none. */
const DesignSeats *design_find_namesake(const Design *design, const DesignSeats *seats);

guint64 design_total_sample(const Design *design);
guint64 design_frame_rows(const Design *design);
guint design_joint_drawings(const Design *design);
guint design_departments(const Design *design);
